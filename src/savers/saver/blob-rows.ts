// Statements on the table blobs: one value or one segment of a list to a row, never changed once written.
import type { Database } from "../database/database.ts";
import type { SqlValue } from "../database/driver.ts";
import type { BlobRow } from "../schema.ts";
import type { Stored } from "./codec.ts";
import type { NewSegment } from "./list-segments.ts";

export interface ReadRow extends BlobRow {
  readonly stamp: number | null;
}

const COLUMNS = "b.bid, b.type, b.n, b.base, b.skip, b.keep, b.stamp";

// Only the segments that hold something of the list: those before a window that has moved on are not read.
const WITH_SEGMENTS = `
  UNION
  SELECT b.base, part.lo + b.skip, min(part.hi, b.keep) + b.skip
  FROM part CROSS JOIN blobs b ON b.bid = part.bid WHERE b.base IS NOT NULL AND part.lo < b.keep)`;
const ROWS = `SELECT ${COLUMNS}, b.data FROM part CROSS JOIN blobs b ON b.bid = part.bid`;
// Without the data of segments that the caller has: text is most of what reading costs.
const ROWS_BUT = `SELECT ${COLUMNS}, CASE WHEN b.n IS NULL OR b.bid NOT IN (SELECT value FROM json_each(?)) THEN b.data END
  FROM part CROSS JOIN blobs b ON b.bid = part.bid`;

// CROSS JOIN keeps SQLite from reading all blobs first and looking for each in the list of references.
const OF_REFS = `WITH RECURSIVE part (bid, lo, hi) AS (
  SELECT b.bid, 0, b.n FROM json_each(?) r CROSS JOIN blobs b ON b.bid = r.value WHERE r.type = 'integer' ${WITH_SEGMENTS}`;
const OF_BLOB = `WITH RECURSIVE part (bid, lo, hi) AS (SELECT b.bid, 0, b.n FROM blobs b WHERE b.bid = ? ${WITH_SEGMENTS}`;

/** Rows by number. */
export type ReadRows = ReadonlyMap<number, ReadRow>;

/** All rows behind these references, which are JSON as in the column of that name. */
export function readRefs(database: Database, refs: string): ReadRows {
  return byNumber(database.rows(OF_REFS + ROWS, [refs]));
}

/** The same, where `known` may hold some of the segments already. */
export function readRefsBut(database: Database, refs: string, known: ReadRows): ReadRows {
  if (known.size === 0) return readRefs(database, refs);
  const rows = byNumber(database.rows(OF_REFS + ROWS_BUT, [refs, JSON.stringify([...known.keys()])]), known);
  return rows ?? readRefs(database, refs);
}

/** All rows behind one blob. */
export function readBlob(database: Database, blobId: number): ReadRows {
  return byNumber(database.rows(OF_BLOB + ROWS, [blobId]));
}

const NONE: ReadRows = new Map();

/** Undefined if a row that was taken for known has become another one: its number was used again. */
function byNumber(rows: readonly SqlValue[][]): ReadRows;
function byNumber(rows: readonly SqlValue[][], known: ReadRows): ReadRows | undefined;
function byNumber(rows: readonly SqlValue[][], known: ReadRows = NONE): ReadRows | undefined {
  const found = new Map<number, ReadRow>();
  for (const [blobId, type, n, base, skip, keep, stamp, data] of rows) {
    const before = data === null ? known.get(blobId as number) : undefined;
    if (data === null && (before === undefined || before.stamp !== stamp)) return undefined;
    const row = before ?? ({ type, n, base, skip, keep, stamp, data } as unknown as ReadRow);
    found.set(blobId as number, row);
  }
  return found;
}

/** Undefined: no such blob, or one that is no list. */
export function listStamp(database: Database, blobId: number): number | undefined {
  const row = database.row("SELECT stamp FROM blobs WHERE bid = ? AND n IS NOT NULL", [blobId]);
  return (row?.[0] ?? undefined) as number | undefined;
}

export function insertValue(database: Database, { type, data }: Stored): number {
  const [[blobId]] = database.run("INSERT INTO blobs (type, data) VALUES (?, ?) RETURNING bid", [type, data]) as [
    [number],
  ];
  return blobId;
}

export function insertSegment(database: Database, { n, base, skip, keep, data }: NewSegment, stamp: number): number {
  const [[blobId]] = database.run(
    "INSERT INTO blobs (n, base, skip, keep, stamp, data) VALUES (?, ?, ?, ?, ?, ?) RETURNING bid",
    [n, base, skip, keep, stamp, data],
  ) as [[number]];
  return blobId;
}

/** `IS`, because the type of our own text is null. */
export function blobHolds(database: Database, blobId: number, { type, data }: Stored): boolean {
  return (
    database.row("SELECT 1 FROM blobs WHERE bid = ? AND type IS ? AND n IS NULL AND data = ?", [blobId, type, data]) !==
    undefined
  );
}

const WITH_BASES = (name: string) => `UNION
  SELECT b.base FROM ${name} CROSS JOIN blobs b ON b.bid = ${name}.bid WHERE b.base IS NOT NULL`;

const COLLECT = `DELETE FROM blobs WHERE bid IN (
  WITH RECURSIVE
  candidate (bid) AS (SELECT value FROM json_each(?1) ${WITH_BASES("candidate")}),
  live (bid) AS (
    SELECT r.value FROM checkpoints c, json_each(c.refs) r WHERE c.sid = ?2 AND r.type = 'integer'
    UNION SELECT r.value FROM stubs s, json_each(s.refs) r WHERE s.sid = ?2 AND r.type = 'integer'
    ${WITH_BASES("live")})
  SELECT bid FROM candidate EXCEPT SELECT bid FROM live)`;

/** Deletes those of these blobs, and of the segments behind them, that nothing in the scope needs any more. */
export function collectOrphans(database: Database, sid: number, blobIds: Iterable<number>): void {
  const candidates = [...new Set(blobIds)];
  if (candidates.length > 0) database.run(COLLECT, [JSON.stringify(candidates), sid]);
}

export const BLOBS_OF_SCOPE = `WITH RECURSIVE own (bid) AS (
  SELECT r.value FROM checkpoints c, json_each(c.refs) r WHERE c.sid = ?1 AND r.type = 'integer'
  UNION SELECT r.value FROM stubs s, json_each(s.refs) r WHERE s.sid = ?1 AND r.type = 'integer'
  ${WITH_BASES("own")})
  SELECT bid FROM own`;
