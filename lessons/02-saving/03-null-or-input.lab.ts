// A finished, a crashed and a paused thread: choose the latest checkpoint of each, and go on with null or with an input.
import { Annotation, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Whether the card machine is down; only `main` says so. */
let fails = false;

const shop = new StateGraph(Order)
  .addNode("reserve", () => ({ log: ["reserve"] }))
  .addNode("charge", ({ log }) => {
    if (fails) throw new Error("card refused");
    return { log: [log[0] === "teapot" ? `charge: ${interrupt("By card?")}` : "charge"] };
  })
  .addNode("ship", () => ({ log: ["ship"] }))
  .addEdge(START, "reserve")
  .addEdge("reserve", "charge")
  .addEdge("charge", "ship")
  .addEdge("ship", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => shop;

export async function main(): Promise<void> {
  await shop.invoke({ log: ["mug"] }, { configurable: { thread_id: "finished" } });
  await shop.invoke({ log: ["teapot"] }, { configurable: { thread_id: "paused" } });
  fails = true;
  await shop.invoke({ log: ["mug"] }, { configurable: { thread_id: "crashed" } }).catch((error: Error) => {
    console.log("crashed:", error.message);
  });
  fails = false;
}
