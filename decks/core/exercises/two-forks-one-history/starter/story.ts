// A run of three nodes that is forked twice from one checkpoint. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** Each node appends its name. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → the nodes one after another → END. */
export function buildStory(saver: BaseCheckpointSaver, nodes: readonly string[]): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  let last: string = START;
  for (const node of nodes) {
    graph.addNode(node, () => ({ log: [node] }));
    graph.addEdge(last, node);
    last = node;
  }
  return graph.addEdge(last, END).compile({ checkpointer: saver });
}

export interface Row {
  /** `row-1`, `row-2`, …: the same from run to run. */
  readonly id: string;
  readonly cells: readonly string[];
  readonly checkpoint: string;
}

export const COLUMNS = ["step", "source", "next", "log"];

/** The checkpoints of the thread in the order in which they were written, without their parents. */
export async function readRows(app: Pregel<any, any>, thread: string): Promise<Row[]> {
  const found = [];
  for await (const row of app.getStateHistory({ configurable: { thread_id: thread } })) found.unshift(row);
  return found.map(({ config, metadata, next, values }, place) => ({
    id: `row-${place + 1}`,
    cells: [String(metadata?.step), String(metadata?.source), next.join(), (values.log ?? []).join(", ")],
    checkpoint: String(config.configurable?.checkpoint_id),
  }));
}

/** One run; then, once for each edit, a fork from the checkpoint of step 1 that runs to its end. */
export async function forkTwice(
  app: Pregel<any, any>,
  thread: string,
  nodes: readonly string[],
  edits: readonly string[],
): Promise<void> {
  const config = { configurable: { thread_id: thread } };
  await app.invoke({ log: ["begin"] }, config);
  let past: any;
  for await (const row of app.getStateHistory(config)) if (row.metadata?.step === 1) past = row;
  for (const edit of edits) await app.invoke(null, await app.updateState(past.config, { log: [edit] }, nodes[0]));
}
