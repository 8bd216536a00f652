// A run of four nodes, and a fork of it that has not run yet. Given: it is put back before grading.
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

/** The checkpoints of the thread in the order in which they were written. */
export async function readRows(app: Pregel<any, any>, thread: string): Promise<Row[]> {
  const found = [];
  for await (const row of app.getStateHistory({ configurable: { thread_id: thread } })) found.unshift(row);
  return found.map(({ config, metadata, next, values }, place) => ({
    id: `row-${place + 1}`,
    cells: [String(metadata?.step), String(metadata?.source), next.join(), (values.log ?? []).join(", ")],
    checkpoint: String(config.configurable?.checkpoint_id),
  }));
}

/** One run to its end; then the checkpoint of step 1 is edited, and nothing is run. */
export async function runAndEdit(
  app: Pregel<any, any>,
  thread: string,
  nodes: readonly string[],
  edit: string,
): Promise<void> {
  const config = { configurable: { thread_id: thread } };
  await app.invoke({ log: ["begin"] }, config);
  let past: any;
  for await (const row of app.getStateHistory(config)) if (row.metadata?.step === 1) past = row;
  await app.updateState(past.config, { log: [edit] }, nodes[0]);
}
