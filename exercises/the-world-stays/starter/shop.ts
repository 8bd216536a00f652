// The shop of this exercise, and what its bank can do. Given: read it; it is put back before grading.
import {
  Annotation,
  END,
  START,
  StateGraph,
  type BaseCheckpointSaver,
  type LangGraphRunnableConfig,
} from "@langchain/langgraph";
import { chargeNode } from "./charge.ts";

const Order = Annotation.Root({
  /** The customer's first order is 1, the second 2, … The customer is the thread. */
  order: Annotation<number>,
  pieces: Annotation<number>,
  address: Annotation<string>,
  amount: Annotation<number>,
  /** What the bank gave for the charge. */
  receipt: Annotation<string>,
});
export type OrderState = typeof Order.State;

/** The world: it belongs to somebody else, and no checkpoint holds any of it. */
export interface Bank {
  /**
   * Books the amount and resolves with a receipt. A key that was used before books nothing and gives the old receipt;
   * with another amount it is refused.
   */
  charge(key: string, amount: number): Promise<string>;
  /** The receipt that was given for that key, null when there is none. */
  receiptFor(key: string): Promise<string | null>;
}

export type ChargeNode = (state: OrderState, config: LangGraphRunnableConfig) => Promise<Partial<OrderState>>;

/** START → price → charge → pack → END. */
export const buildShop = (saver: BaseCheckpointSaver, bank: Bank) =>
  new StateGraph(Order)
    .addNode("price", ({ pieces }) => ({ amount: pieces * 5 }))
    .addNode("charge", chargeNode(bank))
    .addNode("pack", () => ({}))
    .addEdge(START, "price")
    .addEdge("price", "charge")
    .addEdge("charge", "pack")
    .addEdge("pack", END)
    .compile({ checkpointer: saver });
