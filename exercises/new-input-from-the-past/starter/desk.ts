// The graph of this exercise: a loan is checked, decided and answered. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** What the customer has told. New entries are appended. */
  told: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
  /** What each station did. New entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Does the work of one station, given what the customer has told so far; resolves with the entry for the log. */
export type Work = (station: string, told: readonly string[]) => Promise<string>;

/** START → intake → all checks side by side → decide → answer → END. An input is `{ told: [ … ] }`. */
export function buildDesk(saver: BaseCheckpointSaver, checks: readonly string[], work: Work): Pregel<any, any> {
  // Names of checks are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(State);
  for (const station of ["intake", ...checks, "decide", "answer"])
    graph.addNode(station, async ({ told }: typeof State.State) => ({ log: [await work(station, told)] }));
  graph.addEdge(START, "intake");
  for (const check of checks) graph.addEdge("intake", check);
  graph
    .addEdge([...checks], "decide")
    .addEdge("decide", "answer")
    .addEdge("answer", END);
  return graph.compile({ checkpointer: saver });
}
