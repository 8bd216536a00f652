// A run of nodes in a row. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** Each node appends its name. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → the nodes one after another → END. */
export function buildStory(saver: BaseCheckpointSaver, nodes: readonly string[]): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  let last: string = START;
  for (const node of nodes) {
    graph.addNode(node, () => ({ log: [node] }));
    graph.addEdge(last, node);
    last = node;
  }
  return graph.addEdge(last, END).compile({ checkpointer: saver });
}
