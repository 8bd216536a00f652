// A row of two nodes and three nodes side by side, each on a thread of its own: count what they leave.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Names = Annotation.Root({
  ran: Annotation<string[]>({ reducer: (before, names) => before.concat(names), default: () => [] }),
});

const saver = await SqlJsSaver.open();

const row = new StateGraph(Names)
  .addNode("plan", () => ({ ran: ["plan"] }))
  .addNode("write", () => ({ ran: ["write"] }))
  .addEdge(START, "plan")
  .addEdge("plan", "write")
  .addEdge("write", END)
  .compile({ checkpointer: saver });

const sideBySide = new StateGraph(Names)
  .addNode("news", () => ({ ran: ["news"] }))
  .addNode("papers", () => ({ ran: ["papers"] }))
  .addNode("forum", () => ({ ran: ["forum"] }))
  .addEdge(START, "news")
  .addEdge(START, "papers")
  .addEdge(START, "forum")
  .addEdge("news", END)
  .addEdge("papers", END)
  .addEdge("forum", END)
  .compile({ checkpointer: saver });

/** The graph of each thread, for the lab. */
export const graphOf = (thread: string) => (thread === "a row" ? row : sideBySide);

export async function main(): Promise<void> {
  await row.invoke({ ran: [] }, { configurable: { thread_id: "a row" } });
  await sideBySide.invoke({ ran: [] }, { configurable: { thread_id: "side by side" } });
}
