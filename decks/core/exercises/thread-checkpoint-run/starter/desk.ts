// Two customers write to a desk: Ada twice, Ben once between. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** Everything that was said and done; new entries are appended. */
  said: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → answer → file → END. */
export function buildDesk(saver: BaseCheckpointSaver): Pregel<any, any> {
  // The builder's types are of no use here: one type of graph is enough.
  const graph: any = new StateGraph(State);
  return graph
    .addNode("answer", () => ({ said: ["answered"] }))
    .addNode("file", () => ({ said: ["filed"] }))
    .addEdge(START, "answer")
    .addEdge("answer", "file")
    .addEdge("file", END)
    .compile({ checkpointer: saver });
}

export interface Row {
  /** `row-1`, `row-2`, …: the same from run to run. */
  readonly id: string;
  readonly cells: readonly string[];
  readonly thread: string;
  readonly checkpoint: string;
}

export const COLUMNS = ["thread", "step", "source", "next", "said"];

/** The checkpoints of one thread after another, oldest first. */
export async function readRows(saver: BaseCheckpointSaver, threads: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const thread of threads) {
    const app = buildDesk(saver);
    const found = [];
    for await (const row of app.getStateHistory({ configurable: { thread_id: thread } })) found.unshift(row);
    for (const { config, metadata, next, values } of found)
      rows.push({
        id: `row-${rows.length + 1}`,
        cells: [thread, String(metadata?.step), String(metadata?.source), next.join(), (values.said ?? []).join(", ")],
        thread,
        checkpoint: String(config.configurable?.checkpoint_id),
      });
  }
  return rows;
}
