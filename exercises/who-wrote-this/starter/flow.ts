// The graph of this exercise: a loan passes through stages, each of one or more nodes. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** One value: a later one replaces it. */
  amount: Annotation<number>,
  /** What each node wrote. A list: new entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Does the work of one node and resolves with the entry for the log. */
export type Work = (node: string, amount: number) => Promise<string>;

/** The nodes of a stage run side by side; from each of them an edge leads to each node of the next stage. */
export function buildFlow(
  saver: BaseCheckpointSaver,
  stages: readonly (readonly string[])[],
  work: Work,
): Pregel<any, any> {
  // Names of nodes are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(State);
  let last: readonly string[] = [START];
  for (const stage of stages) {
    for (const name of stage) {
      graph.addNode(name, async ({ amount }: typeof State.State) => ({ log: [await work(name, amount)] }));
      for (const from of last) graph.addEdge(from, name);
    }
    last = stage;
  }
  for (const from of last) graph.addEdge(from, END);
  return graph.compile({ checkpointer: saver });
}
