// Run this: a list with a reducer, and an input. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { add } from "./list.ts";

console.log(await add(await SqlJsSaver.open(), "thread-1", "input", true, ["a", "b"], "new"));
