// From the rows of a saver's file to those that the page shows. Reads only, and trusts nothing that it reads: the bytes come
// from where learner code runs.
import type { Database, SqlJsStatic } from "sql.js";
import { type StoredStep, decidesWhatIsNext, nextTasks } from "./next-tasks.ts";
import { openDatabase, readable } from "./open-database.ts";
import { type StoredCheckpoint, keyText, readStored, scopeText } from "./read-stored.ts";
import { type StoredValues, openValues } from "./read-values.ts";
import { type Write, readWrites } from "./read-writes.ts";
import { countWaiting, errorsOf } from "./tell-writes.ts";

export interface CheckpointRow {
  readonly thread: string;
  /** "" for the graph itself. */
  readonly namespace: string;
  readonly id: string;
  readonly parent: string | null;
  readonly step: number | null;
  readonly source: string | null;
  /**
   * What LangGraph's `getState(config).next` says: for the latest checkpoint of a thread and namespace, what is still to run;
   * for an older one, all that its step ran. What was sent comes first, then nodes by name.
   */
  readonly next: readonly string[];
  /** Of the tasks that this checkpoint leads to, those whose results are stored beside it: they are not run again. */
  readonly finished: readonly string[];
  readonly createdAt: string | null;
  /** Bytes of all channel values, those shared with other checkpoints included. */
  readonly valueBytes: number;
  readonly pendingWrites: number;
  /** Interrupts among the pending writes of its tasks that nobody has answered. */
  readonly interrupts: number;
  /** All interrupts among the pending writes of its tasks: whoever runs them again is asked again. */
  readonly asked: number;
  /** What its tasks threw, from the pending writes: "name: message". */
  readonly errors: readonly string[];
  /** In a subgraph: namespace above → the checkpoint there during whose next step this one was written. */
  readonly parents: Readonly<Record<string, string>>;
  /** It names a parent that is not stored under its thread and namespace. */
  readonly dangling: boolean;
}

/** All checkpoints, newest first. */
export function readCheckpoints(sqlJs: SqlJsStatic, bytes: Uint8Array): CheckpointRow[] {
  const database = openDatabase(sqlJs, bytes);
  try {
    return [...readContents(database).rows];
  } finally {
    database.close();
  }
}

/** What is kept of an open file, so that no question reads all of it again. */
export interface FileContents {
  /** Newest first. */
  readonly rows: readonly CheckpointRow[];
  /** By `keyText`. */
  readonly rowOf: ReadonlyMap<string, CheckpointRow>;
  /** By `keyText`: the same as it is stored. */
  readonly stored: ReadonlyMap<string, StoredCheckpoint>;
  readonly values: StoredValues;
  /** The node that listens to the input of a graph, by `scopeText`. */
  inputNodeOf(scope: { readonly thread: string; readonly namespace: string }): string;
}

export function readContents(database: Database): FileContents {
  return readable(() => {
    const checkpoints = readStored(database);
    const stored = new Map(checkpoints.map((checkpoint) => [keyText(checkpoint), checkpoint]));
    const values = openValues(database);
    const inputNodes = findInputNodes(checkpoints);
    const contents = { stored, values, inputNodeOf: (scope: Scope) => inputNodes.get(scopeText(scope)) ?? "__start__" };
    const rows = toRows(contents, readWrites(database));
    return { ...contents, rows, rowOf: new Map(rows.map((row) => [keyText(row), row])) };
  });
}

type Stored = Omit<FileContents, "rows" | "rowOf">;
type Scope = Pick<StoredCheckpoint, "thread" | "namespace">;

function toRows(contents: Stored, writes: ReadonlyMap<string, readonly Write[]>): CheckpointRow[] {
  const latestSeen = new Set<string>();
  return [...contents.stored.values()].map((checkpoint) => {
    const { thread, namespace, id, parent, step, source, createdAt, parents, refs } = checkpoint;
    const scope = scopeText(checkpoint);
    const isLatest = !latestSeen.has(scope);
    latestSeen.add(scope);
    const itsWrites = writes.get(keyText(checkpoint)) ?? [];
    const tasks = nextTasks(stepOf(checkpoint, itsWrites, contents));
    return {
      thread,
      namespace,
      id,
      parent,
      step,
      source,
      next: tasks.filter(({ finished }) => !(isLatest && finished)).map(({ node }) => node),
      finished: tasks.filter(({ finished }) => finished).map(({ node }) => node),
      createdAt,
      valueBytes: [...refs.values()].reduce<number>((sum, ref) => sum + contents.values.bytes(ref), 0),
      pendingWrites: itsWrites.length,
      interrupts: countWaiting(itsWrites),
      asked: itsWrites.filter(({ channel }) => channel === "__interrupt__").length,
      errors: errorsOf(itsWrites),
      parents,
      dangling: parent !== null && !contents.stored.has(keyText({ thread, namespace, id: parent })),
    };
  });
}

/** What decides which tasks a checkpoint leads to. */
export function stepOf(
  checkpoint: StoredCheckpoint,
  writes: readonly Write[],
  { values, inputNodeOf }: Stored,
): StoredStep {
  const { id, namespace, step, versions, seen, refs } = checkpoint;
  return {
    id,
    namespace,
    step: step ?? -1,
    versions,
    seen,
    values: new Map(
      [...refs].flatMap(([channel, ref]) =>
        decidesWhatIsNext(channel) && values.isStored(ref) ? [[channel, values.read(ref)] as const] : [],
      ),
    ),
    writes,
    inputNode: inputNodeOf(checkpoint),
  };
}

/** An entrypoint is one node that listens to the input under its own name; only a checkpoint after it ran tells the name. */
function findInputNodes(checkpoints: readonly StoredCheckpoint[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const checkpoint of checkpoints)
    for (const [node, channels] of checkpoint.seen)
      if (!node.startsWith("__") && channels.has("__start__")) found.set(scopeText(checkpoint), node);
  return found;
}
