// The graph that main.ts runs, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildPipeline } from "./pipeline.ts";

const saver = await SqlJsSaver.open();

export const app = buildPipeline(saver, ["classify", "draft", "check", "send"], async (station, category) => {
  console.log(`  ${station} runs, category: ${category}`);
  return `${station}: ${category}`;
});

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
