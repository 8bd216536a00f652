// A graph with three lists: one that appends, one without a reducer, and messages. Given: it is put back before grading.
import {
  Annotation,
  END,
  MessagesAnnotation,
  START,
  StateGraph,
  type BaseCheckpointSaver,
  type Pregel,
} from "@langchain/langgraph";

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  /** New entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
  /** No reducer. */
  tags: Annotation<string[]>,
});

export function buildBoard(saver: BaseCheckpointSaver): Pregel<any, any> {
  // The builder's types are of no use here: one type of graph is enough.
  const graph: any = new StateGraph(State);
  return graph
    .addNode("work", () => ({}))
    .addEdge(START, "work")
    .addEdge("work", END)
    .compile({ checkpointer: saver });
}
