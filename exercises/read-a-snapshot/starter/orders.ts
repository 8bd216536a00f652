// The graph of this exercise: an order is counted, looked at by the bank and by the store, and delivered.
// Given: read it; it is put back before grading.
import {
  Annotation,
  END,
  interrupt,
  START,
  StateGraph,
  type BaseCheckpointSaver,
  type Pregel,
} from "@langchain/langgraph";

/** What becomes of each part of an order. */
export interface Plan {
  readonly count: "fine" | "fail";
  readonly bank: "fine" | "ask";
  readonly store: "fine" | "ask";
}

const Order = Annotation.Root({
  plan: Annotation<Plan>,
  counted: Annotation<string>,
  credit: Annotation<string>,
  reserved: Annotation<string>,
  delivered: Annotation<string>,
});

/** START → count → bank and store side by side → deliver → END. */
export function buildOrders(saver: BaseCheckpointSaver): Pregel<any, any> {
  const graph: any = new StateGraph(Order);
  return graph
    .addNode("count", ({ plan }: typeof Order.State) => {
      if (plan.count === "fail") throw new RangeError("nobody counted the lamps");
      return { counted: "3 lamps" };
    })
    .addNode("bank", ({ plan }: typeof Order.State) => ({
      credit: plan.bank === "ask" ? interrupt("Deliver on credit?") : "credit is fine",
    }))
    .addNode("store", ({ plan }: typeof Order.State) => ({
      reserved: plan.store === "ask" ? interrupt("Take the last lamps?") : "lamps are there",
    }))
    .addNode("deliver", () => ({ delivered: "3 lamps" }))
    .addEdge(START, "count")
    .addEdge("count", "bank")
    .addEdge("count", "store")
    .addEdge(["bank", "store"], "deliver")
    .addEdge("deliver", END)
    .compile({ checkpointer: saver });
}
