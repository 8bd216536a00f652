// Imported for its effect, before anything else: see async-context.ts.
import "../load-once.ts";
import { installAsyncContext } from "../async-context.ts";

installAsyncContext();
