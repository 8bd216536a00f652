// The loans that main.ts corrects, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildFlow } from "./flow.ts";

export const stages = [["intake"], ["fraud", "credit"], ["decide"], ["mail"]];

export const app = buildFlow(await SqlJsSaver.open(), stages, async (node, amount) => {
  console.log(`  ${node} runs, amount: ${amount}`);
  return `${node}: ${amount}`;
});

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
