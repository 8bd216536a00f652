// The shop of this exercise. Given: read it; it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";
import { chargeNode, type Bank } from "./charge.ts";

const Order = Annotation.Root({
  /** The customer's first order is 1, the second 2, … The customer is the thread. */
  order: Annotation<number>,
  pieces: Annotation<number>,
  address: Annotation<string>,
  amount: Annotation<number>,
  /** What the bank gave for the charge. */
  receipt: Annotation<string>,
});

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
