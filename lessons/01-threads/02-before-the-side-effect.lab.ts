// Orders under ids that nobody checked: look at who shares a thread with whom.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  /** A later value replaces an earlier one. */
  customer: Annotation<string>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const shop = new StateGraph(Order)
  .addNode("charge", ({ customer }) => ({ log: [`charged ${customer}`] }))
  .addNode("mail", ({ customer }) => ({ log: [`mail to ${customer}`] }))
  .addEdge(START, "charge")
  .addEdge("charge", "mail")
  .addEdge("mail", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => shop;

export async function main(): Promise<void> {
  await shop.invoke({ customer: "Ada" }, { configurable: { thread_id: "order-1" } });
  // Two forms without an order number: one sent nothing, which became a text on the way, and so did the other.
  for (const customer of ["Grace", "Edsger"]) {
    const form: { order?: string } = {};
    const { log } = await shop.invoke({ customer }, { configurable: { thread_id: String(form.order) } });
    console.log(customer, "reads:", log);
  }
}
