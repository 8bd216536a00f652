// The graph of this exercise: an order is charged, then confirmed. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const Order = Annotation.Root({
  item: Annotation<string>,
  /** What was done, in order, over all calls of the thread. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Does what cannot be undone: `step` is "charge" or "confirm", `customer` comes from the config. */
export type Work = (step: string, item: string, customer: string) => Promise<string>;

/** START → charge → confirm → END. */
export function buildShop(saver: BaseCheckpointSaver, work: Work): Pregel<any, any> {
  const step =
    (name: string) =>
    async ({ item }: typeof Order.State, config: { configurable?: Record<string, any> }) => ({
      log: [await work(name, item, String(config.configurable?.customer ?? "somebody"))],
    });
  const graph: any = new StateGraph(Order);
  return graph
    .addNode("charge", step("charge"))
    .addNode("confirm", step("confirm"))
    .addEdge(START, "charge")
    .addEdge("charge", "confirm")
    .addEdge("confirm", END)
    .compile({ checkpointer: saver });
}
