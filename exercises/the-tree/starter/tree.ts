// Reads the history of a thread as the tree that it is.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

export interface Row {
  /** Of the checkpoint. */
  readonly id: string;
  /** Id of what it hangs from; null for a root. */
  readonly parent: string | null;
  /** How many checkpoints lie above it: 0 for a root. */
  readonly depth: number;
  /** Id of the checkpoint that begins its branch. */
  readonly branch: string;
}

/** One row for each checkpoint of the thread, oldest first. */
export async function tree(app: App, thread: string): Promise<Row[]> {
  const rows: Row[] = [];
  const config = { configurable: { thread_id: thread } };
  for await (const snapshot of app.getStateHistory(config)) {
    const id = snapshot.config.configurable?.checkpoint_id;
    // Every checkpoint hangs from the one before. Does it?
    for (const [index, row] of rows.entries()) rows[index] = { ...row, depth: row.depth + 1, branch: id };
    const above = rows[0];
    if (above) rows[0] = { ...above, parent: id };
    rows.unshift({ id, parent: null, depth: 0, branch: id });
  }
  return rows;
}

/** Id of the last checkpoint of the branch that this checkpoint belongs to. */
export async function head(app: App, thread: string, checkpoint: string): Promise<string> {
  const rows = await tree(app, thread);
  return rows.at(-1)?.id ?? checkpoint;
}
