// Every statement on our tables. Synchronous, and ignorant of serializers: values come and go as typed bytes.
import type { Database } from "../database/database.ts";
import type { SqlValue } from "../database/driver.ts";
import { SaverError } from "../errors.ts";
import { originalText, storedText } from "../schema.ts";
import type { Scope } from "./config.ts";

/** What a serializer made of a value. */
export interface Typed {
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface CheckpointKey extends Scope {
  readonly id: string;
}

export interface StoredCheckpoint extends CheckpointKey {
  readonly parentId: string | undefined;
  /** JSON of the checkpoint without channel_values. */
  readonly head: string;
  /** JSON of channel → blob id. */
  readonly refs: string;
  readonly metadata: Typed;
}

export interface StoredWrite {
  readonly taskId: string;
  readonly index: number;
  readonly channel: string;
  readonly value: Typed;
}

export interface KeyFilter {
  readonly threadId: string | undefined;
  readonly namespace: string | undefined;
  readonly id: string | undefined;
  readonly before: string | undefined;
}

type BlobIds = Record<string, number>;

const CHECKPOINT = "thread_id, checkpoint_ns, checkpoint_id, parent_id, head, refs, metadata_type, metadata";
type KeyRow = readonly [thread: string, namespace: string, id: string];
type CheckpointRow = readonly [...KeyRow, parent: string | null, head: string, refs: string, type: string, Uint8Array];

const IN_SCOPE = "thread_id = ? AND checkpoint_ns = ?";

// By id, not by time: ids of version 6 sort by creation, and two checkpoints can carry the same timestamp.
const NEWEST_FIRST = "ORDER BY checkpoint_id DESC, thread_id DESC, checkpoint_ns DESC";

export function findCheckpoint(database: Database, scope: Scope, id: string): StoredCheckpoint | undefined {
  return storedCheckpoint(
    database.row(`SELECT ${CHECKPOINT} FROM checkpoints WHERE ${IN_SCOPE} AND checkpoint_id = ?`, [
      ...inScope(scope),
      storedText(id),
    ]),
  );
}

export function findLatestCheckpoint(database: Database, scope: Scope): StoredCheckpoint | undefined {
  return storedCheckpoint(
    database.row(`SELECT ${CHECKPOINT} FROM checkpoints WHERE ${IN_SCOPE} ${NEWEST_FIRST} LIMIT 1`, inScope(scope)),
  );
}

/** Newest first, across threads and namespaces. */
export function listKeys(database: Database, filter: KeyFilter): CheckpointKey[] {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  const where = (condition: string, value: string | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    params.push(storedText(value));
  };
  where("thread_id = ?", filter.threadId);
  where("checkpoint_ns = ?", filter.namespace);
  where("checkpoint_id = ?", filter.id);
  where("checkpoint_id < ?", filter.before);
  const clause = conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
  return database
    .rows(`SELECT thread_id, checkpoint_ns, checkpoint_id FROM checkpoints ${clause} ${NEWEST_FIRST}`, params)
    .map((row) => keyOf(row as unknown as KeyRow));
}

/** Channel → value, in the order in which they were stored. */
export function readValues(database: Database, checkpoint: StoredCheckpoint): [channel: string, value: Typed][] {
  const rows = database.rows(
    "SELECT blob_id, type, value FROM blobs WHERE blob_id IN (SELECT value FROM json_each(?))",
    [checkpoint.refs],
  ) as [blobId: number, type: string, bytes: Uint8Array][];
  const blobs = new Map(rows.map(([blobId, type, bytes]) => [blobId, { type, bytes }]));
  return Object.entries(JSON.parse(checkpoint.refs) as BlobIds).map(([channel, blobId]) => {
    const value = blobs.get(blobId);
    if (value === undefined)
      throw new SaverError(
        "DATABASE_DAMAGED",
        `the value of channel "${channel}" at checkpoint ${checkpoint.id} is gone: a row of the table blobs was deleted by hand`,
      );
    return [channel, value];
  });
}

/** By task, then by place in the call: the order in which every reader applies them. */
export function readWrites(database: Database, scope: Scope, id: string, channel?: string): StoredWrite[] {
  const rows = database.rows(
    `SELECT task_id, idx, channel, type, value FROM writes WHERE ${IN_SCOPE} AND checkpoint_id = ?
      ${channel === undefined ? "" : "AND channel = ?"} ORDER BY task_id, idx`,
    [...inScope(scope), storedText(id), ...(channel === undefined ? [] : [storedText(channel)])],
  ) as [taskId: string, index: number, channel: string, type: string, bytes: Uint8Array][];
  return rows.map(([taskId, index, name, type, bytes]) => ({
    taskId: originalText(taskId),
    index,
    channel: originalText(name),
    value: { type, bytes },
  }));
}

export function insertBlob(database: Database, scope: Scope, channel: string, value: Typed): number {
  const [[blobId]] = database.run(
    "INSERT INTO blobs (thread_id, checkpoint_ns, channel, type, value) VALUES (?, ?, ?, ?, ?) RETURNING blob_id",
    [...inScope(scope), storedText(channel), value.type, value.bytes],
  ) as [[number]];
  return blobId;
}

export function blobHolds(database: Database, blobId: number, value: Typed): boolean {
  return (
    database.row("SELECT 1 FROM blobs WHERE blob_id = ? AND type = ? AND value = ?", [
      blobId,
      value.type,
      value.bytes,
    ]) !== undefined
  );
}

export function channelIsStored(database: Database, scope: Scope, channel: string): boolean {
  return (
    database.row(`SELECT 1 FROM blobs WHERE ${IN_SCOPE} AND channel = ? LIMIT 1`, [
      ...inScope(scope),
      storedText(channel),
    ]) !== undefined
  );
}

/** Inserts, or replaces the checkpoint of that id together with the blobs that only it used. */
export function saveCheckpoint(
  database: Database,
  checkpoint: StoredCheckpoint,
  shown: { readonly step: number | null; readonly source: string | null },
): void {
  const replaced = findCheckpoint(database, checkpoint, checkpoint.id);
  database.run(
    `INSERT INTO checkpoints (thread_id, checkpoint_ns, checkpoint_id, parent_id, step, source, head, refs, metadata_type, metadata)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET parent_id = excluded.parent_id, step = excluded.step, source = excluded.source,
        head = excluded.head, refs = excluded.refs, metadata_type = excluded.metadata_type, metadata = excluded.metadata`,
    [
      ...inScope(checkpoint),
      storedText(checkpoint.id),
      checkpoint.parentId === undefined ? null : storedText(checkpoint.parentId),
      shown.step,
      shown.source,
      checkpoint.head,
      checkpoint.refs,
      checkpoint.metadata.type,
      checkpoint.metadata.bytes,
    ],
  );
  if (replaced !== undefined)
    database.run(
      `DELETE FROM blobs WHERE blob_id IN (SELECT value FROM json_each(?))
        AND blob_id NOT IN (SELECT r.value FROM checkpoints c, json_each(c.refs) r WHERE c.thread_id = ? AND c.checkpoint_ns = ?)`,
      [replaced.refs, ...inScope(checkpoint)],
    );
}

/** `replace`: a later write takes the place of an earlier one at the same index; otherwise the first one stays. */
export function saveWrite(database: Database, scope: Scope, id: string, write: StoredWrite, replace: boolean): void {
  database.run(
    `INSERT INTO writes (thread_id, checkpoint_ns, checkpoint_id, task_id, idx, channel, type, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO ${replace ? "UPDATE SET channel = excluded.channel, type = excluded.type, value = excluded.value" : "NOTHING"}`,
    [
      ...inScope(scope),
      storedText(id),
      storedText(write.taskId),
      write.index,
      storedText(write.channel),
      write.value.type,
      write.value.bytes,
    ],
  );
}

export function deleteThreadRows(database: Database, threadId: string): void {
  for (const table of ["checkpoints", "blobs", "writes"])
    database.run(`DELETE FROM ${table} WHERE thread_id = ?`, [storedText(threadId)]);
}

function inScope({ threadId, namespace }: Scope): [string, string] {
  return [storedText(threadId), storedText(namespace)];
}

function keyOf([thread, namespace, id]: KeyRow): CheckpointKey {
  return { threadId: originalText(thread), namespace: originalText(namespace), id: originalText(id) };
}

function storedCheckpoint(found: readonly SqlValue[] | undefined): StoredCheckpoint | undefined {
  if (found === undefined) return undefined;
  const [thread, namespace, id, parent, head, refs, type, bytes] = found as unknown as CheckpointRow;
  return {
    ...keyOf([thread, namespace, id]),
    parentId: parent === null ? undefined : originalText(parent),
    head,
    refs,
    metadata: { type, bytes },
  };
}
