// From the bytes of a saver's file to the rows that the page shows. Reads only, and trusts nothing that it reads: the bytes
// come from where learner code runs.
import type { Database, SqlJsStatic, SqlValue } from "sql.js";
import { APPLICATION_ID, SCHEMA_VERSION, TABLES, joinHead, originalText } from "@forkpoint/savers/schema";
import { InspectError } from "./inspect-error.ts";
import { OPAQUE, type StoredStep, decidesWhatIsNext, nextTasks } from "./next-tasks.ts";
import { decodeJson, openValues } from "./read-values.ts";

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
  /** What its tasks threw, from the pending writes: "name: message". */
  readonly errors: readonly string[];
  /** In a subgraph: namespace above → the checkpoint there during whose next step this one was written. */
  readonly parents: Readonly<Record<string, string>>;
  /** It names a parent that is not stored under its thread and namespace. */
  readonly dangling: boolean;
}

/** All checkpoints, newest first. */
export function readCheckpoints(sqlJs: SqlJsStatic, bytes: Uint8Array): CheckpointRow[] {
  const database = new sqlJs.Database(bytes);
  try {
    requireOurs(database);
    return readRows(database);
  } catch (error) {
    if (error instanceof InspectError) throw error;
    throw new InspectError(
      "FILE_UNREADABLE",
      "these bytes cannot be read as a saver's file: pass what export() returned",
      {
        cause: error,
      },
    );
  } finally {
    database.close();
  }
}

interface Stored {
  readonly thread: string;
  readonly namespace: string;
  readonly id: string;
  readonly parent: string | null;
  readonly step: number | null;
  readonly source: string | null;
  readonly head: Record<string, unknown>;
  readonly refs: ReadonlyMap<string, unknown>;
}

type Write = StoredStep["writes"][number];

function readRows(database: Database): CheckpointRow[] {
  const checkpoints = readStored(database);
  const values = openValues(database);
  const writes = readWrites(database);
  const known = new Set(checkpoints.map(keyOf));
  const inputNodes = findInputNodes(checkpoints);
  const latestSeen = new Set<string>();

  return checkpoints.map((checkpoint) => {
    const { thread, namespace, id, parent, step, source, head, refs } = checkpoint;
    const scope = JSON.stringify([thread, namespace]);
    const isLatest = !latestSeen.has(scope);
    latestSeen.add(scope);
    const itsWrites = writes.get(keyOf(checkpoint)) ?? [];
    const tasks = nextTasks({
      id,
      namespace,
      step: step ?? -1,
      versions: versionsOf(head.channel_versions),
      seen: new Map(entriesOf(head.versions_seen).map(([node, versions]) => [node, versionsOf(versions)])),
      values: new Map(
        [...refs].flatMap(([channel, ref]) =>
          decidesWhatIsNext(channel) && values.isStored(ref) ? [[channel, values.read(ref)] as const] : [],
        ),
      ),
      writes: itsWrites,
      inputNode: inputNodes.get(scope) ?? "__start__",
    });
    return {
      thread,
      namespace,
      id,
      parent,
      step,
      source,
      next: tasks.filter(({ finished }) => !(isLatest && finished)).map(({ node }) => node),
      finished: tasks.filter(({ finished }) => finished).map(({ node }) => node),
      createdAt: typeof head.ts === "string" ? head.ts : null,
      valueBytes: [...refs.values()].reduce<number>((sum, ref) => sum + values.bytes(ref), 0),
      pendingWrites: itsWrites.length,
      interrupts: 0,
      errors: [],
      parents: {},
      dangling: parent !== null && !known.has(keyOf({ thread, namespace, id: parent })),
    };
  });
}

function requireOurs(database: Database): void {
  const [[applicationId]] = select(database, "PRAGMA application_id") as [[SqlValue]];
  const [[version]] = select(database, "PRAGMA user_version") as [[SqlValue]];
  // Real tables: a view of the same name could be a query without end.
  const tables = select(database, "SELECT name FROM sqlite_schema WHERE type = 'table'").flat();
  const notOurs = () =>
    new InspectError(
      "FILE_NOT_OURS",
      "this SQLite file was not written by a saver of @forkpoint/savers: open one that was",
    );
  if (applicationId !== APPLICATION_ID || typeof version !== "number") throw notOurs();
  if (version > SCHEMA_VERSION)
    throw new InspectError(
      "FILE_NEWER",
      `this file has schema ${version}, known are up to ${SCHEMA_VERSION}: reload the page or update`,
    );
  if (version < SCHEMA_VERSION)
    throw new InspectError(
      "FILE_OLDER",
      `this file has schema ${version}, read is ${SCHEMA_VERSION}: open it once with SqlJsSaver, which brings it up to date, and export it`,
    );
  if (TABLES.some((table) => !tables.includes(table))) throw notOurs();
}

function readStored(database: Database): Stored[] {
  return select(
    database,
    `SELECT s.thread_id, s.ns, c.id, c.parent, c.step, c.source, h.names, c.head, c.refs
      FROM checkpoints c JOIN scopes s USING (sid) LEFT JOIN shapes h USING (shape)
      ORDER BY c.id DESC, s.thread_id DESC, s.ns DESC`,
  ).map(([thread, namespace, id, parent, step, source, names, head, refs]) => ({
    thread: textOf(thread),
    namespace: textOf(namespace),
    id: textOf(id),
    parent: parent === null ? null : textOf(parent),
    step: typeof step === "number" ? step : null,
    source: typeof source === "string" ? source : null,
    head: Object.fromEntries(entriesOf(headOf(names, String(head)))),
    refs: new Map(entriesOf(JSON.parse(String(refs)))),
  }));
}

function headOf(names: SqlValue | undefined, head: string): unknown {
  const stored: unknown = JSON.parse(head);
  if (typeof names !== "string") return stored;
  try {
    return joinHead({ names, head });
  } catch {
    // Names and values that do not fit each other: not what a saver writes, so nothing is known of this head.
    return {};
  }
}

function readWrites(database: Database): Map<string, Write[]> {
  const byCheckpoint = new Map<string, Write[]>();
  const rows = select(
    database,
    `SELECT s.thread_id, s.ns, w.id, w.task, w.channel,
      CASE WHEN ${DECIDES} THEN CASE WHEN w.type IS NULL THEN w.value WHEN w.type = 'json' THEN CAST(w.value AS TEXT) END END
      FROM writes w JOIN scopes s USING (sid) ORDER BY w.task, w.idx`,
  );
  for (const [thread, namespace, id, task, channel, text] of rows) {
    const key = keyOf({ thread: textOf(thread), namespace: textOf(namespace), id: textOf(id) });
    const write = { task: textOf(task), channel: textOf(channel), value: decode(text) };
    byCheckpoint.set(key, [...(byCheckpoint.get(key) ?? []), write]);
  }
  return byCheckpoint;
}

/** The same channels as `decidesWhatIsNext`, so that no other value is decoded. */
const DECIDES = "(w.channel = '__pregel_tasks' OR w.channel GLOB 'branch:to:*' OR w.channel GLOB 'join:*')";

function decode(text: SqlValue | undefined): unknown {
  return typeof text === "string" ? decodeJson(text) : OPAQUE;
}

/** An entrypoint is one node that listens to the input under its own name; only a checkpoint after it ran tells the name. */
function findInputNodes(checkpoints: readonly Stored[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { thread, namespace, head } of checkpoints)
    for (const [node, seen] of entriesOf(head.versions_seen))
      if (!node.startsWith("__") && entriesOf(seen).some(([channel]) => channel === "__start__"))
        found.set(JSON.stringify([thread, namespace]), node);
  return found;
}

function versionsOf(value: unknown): Map<string, number | string> {
  return new Map(
    entriesOf(value).filter((entry): entry is [string, number | string] =>
      ["number", "string"].includes(typeof entry[1]),
    ),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function keyOf({ thread, namespace, id }: { thread: string; namespace: string; id: string }): string {
  return JSON.stringify([thread, namespace, id]);
}

function textOf(value: SqlValue | undefined): string {
  return originalText(String(value));
}

function select(database: Database, sql: string): SqlValue[][] {
  return database.exec(sql)[0]?.values ?? [];
}
