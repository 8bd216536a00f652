// One experiment for two statements: the same two nodes, in a row and side by side.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Names = Annotation.Root({
  ran: Annotation<string[]>({ reducer: (before, names) => before.concat(names), default: () => [] }),
});

const saver = await SqlJsSaver.open();

const inARow = new StateGraph(Names)
  .addNode("one", () => ({ ran: ["one"] }))
  .addNode("two", () => ({ ran: ["two"] }))
  .addEdge(START, "one")
  .addEdge("one", "two")
  .addEdge("two", END)
  .compile({ checkpointer: saver });

const sideBySide = new StateGraph(Names)
  .addNode("one", () => ({ ran: ["one"] }))
  .addNode("two", () => ({ ran: ["two"] }))
  .addEdge(START, "one")
  .addEdge(START, "two")
  .addEdge("one", END)
  .addEdge("two", END)
  .compile({ checkpointer: saver });

/** The graph of each thread, for the lab. */
export const graphOf = (thread: string) => (thread === "in a row" ? inARow : sideBySide);

export async function main(): Promise<void> {
  await inARow.invoke({ ran: [] }, { configurable: { thread_id: "in a row" } });
  await sideBySide.invoke({ ran: [] }, { configurable: { thread_id: "side by side" } });
}
