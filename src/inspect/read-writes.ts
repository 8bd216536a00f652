// Pending writes: of all checkpoints, with the few values that say what is next, what failed and what is asked; or of one
// checkpoint, with all their values.
import type { Database, SqlValue } from "sql.js";
import { storedText } from "@forkpoint/savers/schema";
import { OPAQUE, type StoredStep, decidesWhatIsNext } from "./next-tasks.ts";
import { select } from "./open-database.ts";
import { keyText, textOf } from "./read-stored.ts";
import { decodeJson, formOf } from "./read-values.ts";
import type { CheckpointKey } from "./saver-file.ts";

/** Not decoded: `OPAQUE`. */
export type Write = StoredStep["writes"][number];

export interface StoredWrite {
  readonly task: string;
  readonly channel: string;
  /** Null: JSON text. Else the name that a serializer gave to its bytes. */
  readonly type: string | null;
  readonly data: SqlValue;
}

/** The channels of `decidesWhatIsNext`, and those that tell of questions and errors. No other value is decoded. */
const TELLS = `(w.channel IN ('__pregel_tasks', '__error__', '__interrupt__', '__resume__')
  OR w.channel GLOB 'branch:to:*' OR w.channel GLOB 'join:*')`;

/** By `keyText` of the checkpoint that they belong to. */
export function readWrites(database: Database): Map<string, Write[]> {
  const byCheckpoint = new Map<string, Write[]>();
  const rows = select(
    database,
    `SELECT s.thread_id, s.ns, w.id, w.task, w.channel,
      CASE WHEN ${TELLS} THEN CASE WHEN w.type IS NULL THEN w.value WHEN w.type = 'json' THEN CAST(w.value AS TEXT) END END
      FROM writes w JOIN scopes s USING (sid) ORDER BY w.task, w.idx`,
  );
  for (const [thread, namespace, id, task, channel, text] of rows) {
    const key = keyText({ thread: textOf(thread), namespace: textOf(namespace), id: textOf(id) });
    const write = { task: textOf(task), channel: textOf(channel), value: decode(text) };
    const others = byCheckpoint.get(key);
    if (others) others.push(write);
    else byCheckpoint.set(key, [write]);
  }
  return byCheckpoint;
}

export function readWritesOf(database: Database, { thread, namespace, id }: CheckpointKey): StoredWrite[] {
  return select(
    database,
    `SELECT w.task, w.channel, w.type, w.value FROM writes w JOIN scopes s USING (sid)
      WHERE s.thread_id = ? AND s.ns = ? AND w.id = ? ORDER BY w.task, w.idx`,
    [storedText(thread), storedText(namespace), storedText(id)],
  ).map(([task, channel, type, data]) => ({
    task: textOf(task),
    channel: textOf(channel),
    type: typeof type === "string" ? type : null,
    data: data ?? null,
  }));
}

/** With its value, where that tells something. */
export function decodeWrite({ task, channel, type, data }: StoredWrite): Write {
  const tells = decidesWhatIsNext(channel) || channel === "__interrupt__";
  const form = tells ? formOf(type, data) : undefined;
  return { task, channel, value: form?.is === "json" ? decode(form.text) : OPAQUE };
}

function decode(text: SqlValue | undefined): unknown {
  if (typeof text !== "string") return OPAQUE;
  try {
    return decodeJson(text);
  } catch {
    // Changed by hand. That it was written is still to be told.
    return OPAQUE;
  }
}
