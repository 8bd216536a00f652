// The graph of this exercise. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";
import { work, writes } from "./work.ts";

const State = Annotation.Root({
  /** The order of this turn. */
  order: Annotation<string>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → charge → ship → END. A turn begins with `{ order, log: [order] }`. */
export function buildShop(saver: BaseCheckpointSaver) {
  return new StateGraph(State)
    .addNode("charge", async ({ order }, { configurable }) => {
      await work("charge", String(configurable?.thread_id), order);
      return { log: [`charged for ${order}`] };
    })
    .addNode("ship", async ({ order }, { configurable }) => {
      await work("ship", String(configurable?.thread_id), order);
      return { log: [`shipped ${order}`] };
    })
    .addEdge(START, "charge")
    .addEdge("charge", "ship")
    .addEdge("ship", END)
    .compile({ checkpointer: watched(saver) });
}

/** The same saver, which says when it is about to write. */
function watched<Saver extends BaseCheckpointSaver>(saver: Saver): Saver {
  const { put, putWrites } = saver;
  saver.put = async (...given) => {
    await writes();
    return put.apply(saver, given);
  };
  saver.putWrites = async (...given) => {
    await writes();
    return putWrites.apply(saver, given);
  };
  return saver;
}
