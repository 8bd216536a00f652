// A ticket that was corrected twice, at different moments: look at the list first, then at the tree.
import { Annotation, END, START, StateGraph, type StateSnapshot } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Ticket = Annotation.Root({
  /** A later value replaces an earlier one. */
  category: Annotation<string>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const tickets = new StateGraph(Ticket)
  .addNode("sort", () => ({ log: ["sorted"] }))
  .addNode("draft", ({ category }) => ({ log: [`an answer to a ${category}`] }))
  .addNode("send", ({ category }) => ({ log: [`sent for a ${category}`] }))
  .addEdge(START, "sort")
  .addEdge("sort", "draft")
  .addEdge("draft", "send")
  .addEdge("send", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph that the lab goes back in. */
export const graphOf = () => tickets;

const config = { configurable: { thread_id: "ticket-1" } };

async function firstRow(wanted: (row: StateSnapshot) => boolean): Promise<StateSnapshot> {
  for await (const row of tickets.getStateHistory(config)) if (wanted(row)) return row;
  throw new Error("there is no such row");
}

export async function main(): Promise<void> {
  await tickets.invoke({ category: "complaint" }, config);
  const end = await tickets.getState(config);
  const sorted = await firstRow(({ next }) => next[0] === "draft");
  await tickets.invoke(null, await tickets.updateState(sorted.config, { category: "refund" }, "sort"));
  // Somebody liked the first answer better, and put a note at its end.
  await tickets.updateState(end.config, { log: ["keep this one"] }, "send");
  for await (const { metadata, values } of tickets.getStateHistory(config))
    console.log(`step ${metadata?.step}`, metadata?.source, values.category ?? "–", values.log.at(-1) ?? "–");
}
