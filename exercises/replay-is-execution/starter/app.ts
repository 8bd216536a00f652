// The graph that main.ts runs, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildResearch } from "./research.ts";

const saver = await SqlJsSaver.open();

/** Every paid call so far, in order. */
export const calls: string[] = [];

export const app = buildResearch(saver, ["news", "papers"], 2, async (node) => {
  calls.push(node);
  console.log(`  paid call ${calls.length}: ${node}`);
  return `${node}, by call ${calls.length}`;
});

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
