// Statements on the table checkpoints, and on the stubs beside it.
import type { Database } from "../database/database.ts";
import type { SqlValue } from "../database/driver.ts";
import { type Ref, originalText, storedText } from "../schema.ts";
import type { StoredHead } from "../schema/head.ts";
import { type Stored, storedOf } from "./codec.ts";
import type { Scope } from "./config.ts";

export type Refs = ReadonlyMap<string, Ref>;

export interface StoredCheckpoint extends StoredHead {
  readonly sid: number;
  readonly id: string;
  /** As shown: when the parent was pruned, the nearest ancestor that is left. */
  readonly parentId: string | undefined;
  /** Where to look for what ancestors left: at a stub, if there is one, else at the parent. */
  readonly before: string | undefined;
  /** JSON, as in the column. */
  readonly refs: string;
  readonly metadata: Stored;
}

/** What a new checkpoint is stored relative to. */
export interface Kin extends StoredHead {
  readonly parent: string | null;
  readonly via: string | null;
  readonly refs: Refs;
}

export interface NewCheckpoint extends StoredHead {
  readonly id: string;
  /** Columns: text as stored. */
  readonly parent: string | null;
  readonly via: string | null;
  readonly step: number | null;
  readonly source: string | null;
  readonly refs: Refs;
  readonly metadata: Stored;
}

const SELECT = `SELECT c.sid, c.id, c.parent, c.via, h.names, c.head, c.refs, c.metadata_type, c.metadata
  FROM scopes s CROSS JOIN checkpoints c ON c.sid = s.sid LEFT JOIN shapes h ON h.shape = c.shape
  WHERE s.thread_id = ? AND s.ns = ?`;

// By id, not by time: ids of version 6 sort by creation, and two checkpoints can carry the same timestamp.
export const FIND_LATEST = `${SELECT} ORDER BY c.id DESC LIMIT 1`;
export const FIND_BY_ID = `${SELECT} AND c.id = ?`;

export function findCheckpoint(database: Database, scope: Scope, id: string | undefined): StoredCheckpoint | undefined {
  const params = [storedText(scope.threadId), storedText(scope.namespace)];
  const row =
    id === undefined ? database.row(FIND_LATEST, params) : database.row(FIND_BY_ID, [...params, storedText(id)]);
  return row && storedCheckpoint(row);
}

function storedCheckpoint(row: readonly SqlValue[]): StoredCheckpoint {
  const [sid, id, parent, via, names, head, refs, type, metadata] = row as unknown as [
    ...[sid: number, id: string, parent: string | null, via: string | null, names: string | null],
    ...[head: string, refs: string, type: string | null, metadata: string | Uint8Array],
  ];
  const before = via ?? parent;
  return {
    ...{ sid, id: originalText(id), names, head, refs },
    parentId: parent === null ? undefined : originalText(parent),
    before: before === null ? undefined : originalText(before),
    metadata: storedOf(type, metadata),
  };
}

/** The parent that a checkpoint is put under, and what is stored under its own id already. */
export function findKin(
  database: Database,
  sid: number,
  parentId: string | undefined,
  id: string,
): { parent: Kin | undefined; self: Kin | undefined; stub: Refs | undefined } {
  const own = storedText(id);
  const parent = parentId === undefined ? own : storedText(parentId);
  const rows = database.rows(
    `SELECT 0, c.id, c.parent, c.via, h.names, c.head, c.refs FROM checkpoints c LEFT JOIN shapes h ON h.shape = c.shape
      WHERE c.sid = ?1 AND c.id IN (?2, ?3)
      UNION ALL SELECT 1, id, NULL, NULL, NULL, NULL, refs FROM stubs WHERE sid = ?1 AND id = ?3`,
    [sid, parent, own],
  );
  const found: { parent: Kin | undefined; self: Kin | undefined; stub: Refs | undefined } = {
    parent: undefined,
    self: undefined,
    stub: undefined,
  };
  for (const [isStub, rowId, before, via, names, head, refs] of rows) {
    const kin = { parent: before, via, names, head, refs: refsOf(refs as string) } as Kin;
    if (isStub === 1) found.stub = kin.refs;
    else if (rowId === own) found.self = kin;
    else found.parent = kin;
  }
  return found;
}

/** A map, because a channel may be called "__proto__". */
export function refsOf(refs: string): Refs {
  return new Map(Object.entries(JSON.parse(refs) as Record<string, Ref>));
}

export function refsText(refs: Refs): string {
  return JSON.stringify(Object.fromEntries(refs));
}

/** The blobs among references. */
export function blobsIn(refs: Refs): number[] {
  return [...refs.values()].filter((ref): ref is number => typeof ref === "number");
}

/** Inserts, or replaces the checkpoint of that id. */
export function saveCheckpoint(database: Database, sid: number, checkpoint: NewCheckpoint): void {
  const { id, parent, via, step, source, names, head, refs, metadata } = checkpoint;
  database.run(
    `INSERT INTO checkpoints (sid, id, parent, via, step, source, shape, head, refs, metadata_type, metadata)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET parent = excluded.parent, via = excluded.via, step = excluded.step,
        source = excluded.source, shape = excluded.shape, head = excluded.head, refs = excluded.refs,
        metadata_type = excluded.metadata_type, metadata = excluded.metadata`,
    [
      ...[sid, storedText(id), parent, via, step, source],
      ...[names === null ? null : shapeOf(database, names), head, refsText(refs), metadata.type, metadata.data],
    ],
  );
}

function shapeOf(database: Database, names: string): number {
  const [before] = database.rows("SELECT shape FROM shapes WHERE names = ?", [names]) as [number][];
  if (before !== undefined) return before[0];
  const [[shape]] = database.run("INSERT INTO shapes (names) VALUES (?) RETURNING shape", [names]) as [[number]];
  return shape;
}

export function deleteStub(database: Database, sid: number, id: string): void {
  database.run("DELETE FROM stubs WHERE sid = ? AND id = ?", [sid, storedText(id)]);
}

/** Whether any checkpoint of the scope has a value for this channel. */
export function channelIsStored(database: Database, sid: number, channel: string): boolean {
  // Not by json_each: SQLite's names end at a NUL.
  return database
    .rows("SELECT refs FROM checkpoints WHERE sid = ?", [sid])
    .some(([refs]) => refsOf(String(refs)).has(channel));
}
