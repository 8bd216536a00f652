// Four orders that stand where they stand for different reasons: find out which by looking at their last checkpoints.
import { Annotation, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  /** What becomes of the credit check: "fine", "ask" or "fail". */
  credit: Annotation<string>,
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const orders = new StateGraph(Order)
  .addNode("count", () => ({ log: ["3 lamps in stock"] }))
  .addNode("check", ({ credit }) => {
    if (credit === "fail") throw new RangeError("the bank did not answer");
    return { log: [credit === "ask" ? `a person said ${interrupt("Deliver on credit?")}` : "credit is fine"] };
  })
  .addNode("deliver", () => ({ log: ["delivered"] }))
  .addEdge(START, "count")
  .addEdge("count", "check")
  .addEdge("check", "deliver")
  .addEdge("deliver", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every order, for the lab. */
export const graphOf = () => orders;

export async function main(): Promise<void> {
  const on = (thread: string) => ({ configurable: { thread_id: thread } });
  await orders.invoke({ credit: "fine" }, on("order-1"));
  await orders.invoke({ credit: "ask" }, on("order-2"));
  await orders.invoke({ credit: "fail" }, on("order-3")).catch((error) => console.log(`order-3: ${error}`));
  await orders.invoke({ credit: "fine" }, { ...on("order-4"), interruptBefore: ["deliver"] });
}
