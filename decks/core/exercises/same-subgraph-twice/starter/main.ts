// Run this to hear an agent remember. Change it as you like: it is yours, and nobody grades it.
import { SqlJsSaver } from "@forkpoint/savers";
import { play } from "./agents.ts";

const turns = [[{ agent: "notes", text: "one" }], [{ agent: "notes", text: "two" }]];
console.log(await play(await SqlJsSaver.open(), "in-a-row", turns));
