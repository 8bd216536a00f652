// Run this to see what is left. Change it as you like: it is yours, and nobody grades it.
import { SqlJsSaver } from "@forkpoint/savers";
import { trim } from "./answer.ts";
import { buildNotes } from "./notes.ts";

const notes = buildNotes(await SqlJsSaver.open(), trim);
const config = { configurable: { thread_id: "notes" } };
for (const entry of ["one", "two", "three"]) console.log((await notes.invoke({ log: [entry] }, config)).log);
