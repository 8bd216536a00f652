// Wrong: reads the history without the thread.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

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
export async function tree(app: App, _thread: string): Promise<Row[]> {
  const history: StateSnapshot[] = [];
  for await (const snapshot of app.getStateHistory({ configurable: {} })) history.unshift(snapshot);

  const rows = new Map<string, Row>();
  const carriedOn = new Set<string>();
  for (const { config, parentConfig } of history) {
    const id = idOf(config)!;
    const parent = rows.get(idOf(parentConfig) ?? "");
    const carriesOn = parent !== undefined && !carriedOn.has(parent.id);
    if (carriesOn) carriedOn.add(parent.id);
    rows.set(id, {
      id,
      parent: parent?.id ?? null,
      depth: parent ? parent.depth + 1 : 0,
      branch: carriesOn ? parent.branch : id,
    });
  }
  return [...rows.values()];
}

/** Id of the last checkpoint of the branch that this checkpoint belongs to. */
export async function head(app: App, thread: string, checkpoint: string): Promise<string> {
  const rows = await tree(app, thread);
  const branch = rows.find(({ id }) => id === checkpoint)?.branch;
  return rows.findLast((row) => row.branch === branch)?.id ?? checkpoint;
}

const idOf = (config: StateSnapshot["parentConfig"]): string | undefined => config?.configurable?.checkpoint_id;
