// The graph that main.ts runs, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildApp } from "./grow.ts";

const saver = await SqlJsSaver.open();

export const app = buildApp(saver);

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
