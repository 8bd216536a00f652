// A report that was researched once. Go back to where `plan` has run, go on from there, and watch what is called.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Report = Annotation.Root({
  /** Entries are appended. */
  found: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

let calls = 0;
/** As a paid service would do it: every call counts, and none is like the one before. */
const call = (node: string) => () => {
  calls += 1;
  console.log(`call ${calls}: ${node}`);
  return { found: [`${node}, by call ${calls}`] };
};

const report = new StateGraph(Report)
  .addNode("plan", call("plan"))
  .addNode("news", call("news"))
  .addNode("papers", call("papers"))
  .addNode("write", call("write"))
  .addEdge(START, "plan")
  .addEdge("plan", "news")
  .addEdge("plan", "papers")
  .addEdge(["news", "papers"], "write")
  .addEdge("write", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph that the lab goes back in. */
export const graphOf = () => report;

export async function main(): Promise<void> {
  const config = { configurable: { thread_id: "report-1" } };
  await report.invoke({ found: [] }, config);
  for await (const snapshot of report.getStateHistory(config))
    // Once more from behind `plan`: the branch that you see beside the first.
    if (snapshot.metadata?.step === 1) await report.invoke(null, snapshot.config);
}
