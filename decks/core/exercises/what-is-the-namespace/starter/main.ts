// Run this: what separates says of the world as it is. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { separates } from "./answer.ts";
import { Notes } from "./notes.ts";

console.log("separate histories:", await separates(new Notes(await SqlJsSaver.open(), false), "thread-1"));
