// The graph of this exercise: a desk that takes notes of what a customer says. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** Who is speaking, as typed in. One value: a later one replaces it. */
  customer: Annotation<string>,
  /** What was said and answered. A list: new notes are appended. */
  notes: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

/** START → listen → answer → END. The input is `{ customer, notes }`; both nodes add what `say` resolves with. */
export function buildDesk(saver: BaseCheckpointSaver, say: (node: string) => Promise<string>): Pregel<any, any> {
  const node = (name: string) => async () => ({ notes: [await say(name)] });
  return new StateGraph(State)
    .addNode("listen", node("listen"))
    .addNode("answer", node("answer"))
    .addEdge(START, "listen")
    .addEdge("listen", "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver }) as any;
}
