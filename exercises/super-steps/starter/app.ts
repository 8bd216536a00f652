// The graph that main.ts runs, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildReport } from "./report.ts";

export const app = buildReport(await SqlJsSaver.open(), async () => {});

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
