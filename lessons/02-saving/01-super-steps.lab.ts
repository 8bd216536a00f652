// Two sources side by side, a summary of one, a report on both: look at which nodes share a checkpoint.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Report = Annotation.Root({
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const report = new StateGraph(Report)
  .addNode("news", () => ({ log: ["news"] }))
  .addNode("archive", () => ({ log: ["archive"] }))
  .addNode("summarize", () => ({ log: ["summary of the news"] }))
  .addNode("report", ({ log }) => ({ log: [`report on ${log.length} entries`] }))
  .addEdge(START, "news")
  .addEdge(START, "archive")
  .addEdge("news", "summarize")
  .addEdge(["summarize", "archive"], "report")
  .addEdge("report", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => report;

export async function main(): Promise<void> {
  const { log } = await report.invoke({ log: [] }, { configurable: { thread_id: "report-1" } });
  console.log(log.join("\n"));
}
