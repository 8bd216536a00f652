// The graph that main.ts runs, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildNotes } from "./graph.ts";

export const app = buildNotes(await SqlJsSaver.open());

/** The lab asks for the graph of a thread. Here all notes have the same. */
export const graphOf = () => app;
