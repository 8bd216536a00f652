// The graph that main.ts runs, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildPipeline } from "./pipeline.ts";

const saver = await SqlJsSaver.open();

/** Stations that have run so far, in order. */
export const ran: string[] = [];

export const app = buildPipeline(saver, ["sort", "draft", "check", "send"], async (station, category) => {
  ran.push(station);
  console.log(`  ${station} runs, category: ${category}`);
  return `${station}: ${category}`;
});

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
