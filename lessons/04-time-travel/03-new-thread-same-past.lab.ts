// One ticket, and a copy of its past on a thread of its own: look for what ties the two together.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Ticket = Annotation.Root({
  /** A later value replaces an earlier one. */
  category: Annotation<string>,
  /** Where a copy comes from. */
  origin: Annotation<{ thread: string; checkpoint: string }>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const tickets = new StateGraph(Ticket)
  .addNode("sort", ({ category }) => ({ log: [`sorted: ${category}`] }))
  .addNode("draft", ({ category }) => ({ log: [`an answer to a ${category}`] }))
  .addNode("send", ({ category }) => ({ log: [`sent for a ${category}`] }))
  .addEdge(START, "sort")
  .addEdge("sort", "draft")
  .addEdge("draft", "send")
  .addEdge("send", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => tickets;

export async function main(): Promise<void> {
  const source = { configurable: { thread_id: "ticket-1" } };
  await tickets.invoke({ category: "complaint" }, source);
  for await (const { next, config, values } of tickets.getStateHistory(source)) {
    if (next[0] !== "draft") continue;
    const origin = { thread: "ticket-1", checkpoint: config.configurable?.checkpoint_id };
    const copy = { configurable: { thread_id: "ticket-1, for training" } };
    await tickets.updateState(copy, { ...values, category: "refund", origin }, "sort");
    await tickets.invoke(null, copy);
  }
}
