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
  return new StateGraph(State)
    .addNode("work", () => ({}))
    .addEdge(START, "work")
    .addEdge("work", END)
    .compile({ checkpointer: saver }) as Pregel<any, any>;
}
