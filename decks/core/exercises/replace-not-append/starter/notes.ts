// A graph whose node is given, with a list that is appended to. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** New entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → trim → END. */
export function buildNotes(
  saver: BaseCheckpointSaver,
  trim: (state: { log: readonly string[] }) => unknown,
): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  return graph
    .addNode("trim", (state: typeof State.State) => trim(state))
    .addEdge(START, "trim")
    .addEdge("trim", END)
    .compile({ checkpointer: saver });
}
