// Run this: a Map, in two calls. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { run } from "./desk.ts";

console.log("a Map, with a stop:", await run(await SqlJsSaver.open(), "thread-1", "map", true, 7));
