// An order whose mail was sent and whose card was refused. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const State = Annotation.Root({
  order: Annotation<string>,
  /** The nodes append. */
  done: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

/** START → mail and charge, side by side → END. `runs` is told of each node that runs, which fails when it rejects. */
export function buildShop(saver: BaseCheckpointSaver, runs: (node: string) => unknown) {
  const node = (name: string) => async () => {
    await runs(name);
    return { done: [name] };
  };
  return new StateGraph(State)
    .addNode("mail", node("mail"))
    .addNode("charge", node("charge"))
    .addEdge(START, "mail")
    .addEdge(START, "charge")
    .addEdge("mail", END)
    .addEdge("charge", END)
    .compile({ checkpointer: saver });
}

/** Places the order: mail ends well, then charge fails. */
export async function placeOrder(saver: BaseCheckpointSaver, thread: string, order: string): Promise<void> {
  const config = { configurable: { thread_id: thread } };
  const app = buildShop(saver, async (node) => {
    if (node !== "charge") return;
    for (let kept = false; !kept; await Promise.resolve()) {
      const writes = (await saver.getTuple(config))?.pendingWrites ?? [];
      kept = writes.some(([, channel]) => channel === "done");
    }
    throw new Error("card refused");
  });
  await app.invoke({ order }, config).catch(() => {});
}
