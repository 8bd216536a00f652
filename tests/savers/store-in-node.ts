// A store as a node of a graph gets it.
import { AsyncBatchedStore, type BaseStore } from "@langchain/langgraph-checkpoint";
import { onTestFinished } from "vitest";

/** Stops asking for work when the test is over. */
export function inNode(store: BaseStore): BaseStore {
  const batched = new AsyncBatchedStore(store);
  batched.start();
  onTestFinished(() => batched.stop());
  return batched;
}
