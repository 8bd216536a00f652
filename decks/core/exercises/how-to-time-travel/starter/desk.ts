// Three nodes in a row: draft, check, send. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const State = Annotation.Root({
  /** A later text replaces an earlier one. */
  text: Annotation<string>,
});

/** START → draft → check → send → END. `runs` is told of each node that runs, and of the text that it finds. */
export function buildDesk(saver: BaseCheckpointSaver, runs: (node: string, text: string) => unknown) {
  const node = (name: string) => async (state: typeof State.State) => {
    await runs(name, state.text);
    return {};
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

export type Desk = ReturnType<typeof buildDesk>;
