// Three nodes in a row: draft, check, send. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const State = Annotation.Root({
  /** The input, an edit and each node append. */
  messages: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

/** START → draft → check → send → END. `runs` is told of each node that runs. */
export function buildDesk(saver: BaseCheckpointSaver, runs: (node: string) => unknown) {
  const node = (name: string) => async () => {
    await runs(name);
    return { messages: [name] };
  };
  return new StateGraph(State)
    .addNode("draft", node("draft"))
    .addNode("check", node("check"))
    .addNode("send", node("send"))
    .addEdge(START, "draft")
    .addEdge("draft", "check")
    .addEdge("check", "send")
    .addEdge("send", END)
    .compile({ checkpointer: saver });
}
