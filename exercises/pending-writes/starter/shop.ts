// The graph of this exercise: an order is reserved; then mail and charge run side by side. Given: it is put back before
// grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const State = Annotation.Root({
  /** The input and each node append. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Does the work of one node and resolves with the entry for the log; the node fails when it rejects. */
export type Work = (node: string) => Promise<string>;

/**
 *                      ┌→ mail ──┐
 *   START → reserve ───┤         ├→ END
 *                      └→ charge ┘
 */
export function buildShop(saver: BaseCheckpointSaver, work: Work) {
  const node = (name: string) => async () => ({ log: [await work(name)] });
  return new StateGraph(State)
    .addNode("reserve", node("reserve"))
    .addNode("mail", node("mail"))
    .addNode("charge", node("charge"))
    .addEdge(START, "reserve")
    .addEdge("reserve", "mail")
    .addEdge("reserve", "charge")
    .addEdge("mail", END)
    .addEdge("charge", END)
    .compile({ checkpointer: saver });
}

/** Resolves when the entry of a node that has finished is in the database, though not in a checkpoint. */
export async function untilKept(saver: BaseCheckpointSaver, thread: string, entry: string): Promise<void> {
  const config = { configurable: { thread_id: thread } };
  for (;;) {
    const writes = (await saver.getTuple(config))?.pendingWrites ?? [];
    if (writes.some(([, , value]) => Array.isArray(value) && value.includes(entry))) return;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
