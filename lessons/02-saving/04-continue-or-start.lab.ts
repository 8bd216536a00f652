// Three customers whose orders stopped in three ways: look at each, then go on with `null`, with an answer, with an order.
import { Annotation, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  /** A later value replaces an earlier one. */
  order: Annotation<string>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** What the card machine says; only `main` makes it fail, and mends it again. */
let refuses = false;

const shop = new StateGraph(Order)
  .addNode("reserve", ({ order }) => ({ log: [`reserved ${order}`] }))
  .addNode("charge", ({ order }) => {
    if (refuses) throw new Error("card refused");
    return { log: [`charged ${order}`] };
  })
  .addNode("wrap", ({ order }) => {
    const isGift = order === "teapot" ? interrupt("As a gift?") : "no";
    return { log: [`wrapped ${order}, gift: ${isGift}`] };
  })
  .addEdge(START, "reserve")
  .addEdge("reserve", "charge")
  .addEdge("charge", "wrap")
  .addEdge("wrap", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => shop;

export async function main(): Promise<void> {
  await shop.invoke({ order: "mug" }, { configurable: { thread_id: "ended well" } });
  await shop.invoke({ order: "teapot" }, { configurable: { thread_id: "waits" } });
  refuses = true;
  await shop.invoke({ order: "mug" }, { configurable: { thread_id: "crashed" } }).catch((error: Error) => {
    console.log("crashed:", error.message);
  });
  refuses = false;
}
