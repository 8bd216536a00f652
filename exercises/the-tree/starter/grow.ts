// Grows a thread as a test or you want it, without running a node. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** One value: a later one replaces it. */
  note: Annotation<string>,
});

/** START → first → second → third → END. The nodes do nothing: what matters here is where a checkpoint hangs. */
export function buildApp(saver: BaseCheckpointSaver): Pregel<any, any> {
  // The type of the graph names its nodes; whoever draws a tree takes any graph.
  const graph: any = new StateGraph(State)
    .addNode("first", () => ({}))
    .addNode("second", () => ({}))
    .addNode("third", () => ({}))
    .addEdge(START, "first")
    .addEdge("first", "second")
    .addEdge("second", "third")
    .addEdge("third", END);
  return graph.compile({ checkpointer: saver });
}

/**
 * Writes one checkpoint for each entry, oldest first, and resolves with their ids. An entry is the number of the parent,
 * or null for a checkpoint without one. A null after the first entry makes a checkpoint that names a parent which is
 * not in the thread, as when that has been pruned.
 */
export async function grow(
  app: Pregel<any, any>,
  thread: string,
  parents: readonly (number | null)[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, parent] of parents.entries()) {
    const under = parent === null ? (index === 0 ? undefined : `pruned-${index}`) : ids[parent];
    const config = { configurable: { thread_id: thread, ...(under === undefined ? {} : { checkpoint_id: under }) } };
    const written = await app.updateState(config, { note: `note ${index}` }, "first");
    ids.push(written.configurable?.checkpoint_id);
  }
  return ids;
}
