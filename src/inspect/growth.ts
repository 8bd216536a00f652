// How a thread's rows grow from one super-step to the next, and what the same checkpoints would take as whole snapshots.
import type { Database } from "sql.js";
import { pruneFrees } from "./growth-prune.ts";
import { type GrowthRows, type StoredLine, readGrowthRows, reachableBlobs } from "./growth-rows.ts";
import type { CheckpointRow } from "./read-checkpoints.ts";
import type { GrowthPoint, ThreadGrowth } from "./saver-file.ts";

/**
 * One for each thread, in the order of `rows` (newest first). Sizes are those of texts and blobs, in bytes; numbers and SQLite's
 * own pages and indexes are not counted.
 *
 * `rows` and `bytes`: each row of checkpoints, blobs, writes, stubs and shapes counts once for a thread, at the first checkpoint
 * that needs it: a value where it first appears, a write at its checkpoint, names (shapes) where they are first used. What no
 * checkpoint of the file needs (left behind by a pruned one, or by a put that never came) counts at the next checkpoint.
 *
 * `wholeBytes`: what MemorySaver keeps for the same checkpoints: of each the JSON with all its channel values, its metadata, and
 * its pending writes; ids and other keys are not counted there.
 *
 * `pruneFrees`: by how much `bytes` shrinks when `prune([thread])` has left the newest checkpoint of each namespace, and what it
 * needs. Names (shapes) stay.
 */
export function readGrowth(database: Database, rows: readonly CheckpointRow[]): readonly ThreadGrowth[] {
  const stored = readGrowthRows(database);
  return [...Map.groupBy(rows, ({ thread }) => thread)].map(([thread, ofThread]) => ({
    thread,
    points: readPoints(stored, thread, [...ofThread].reverse()),
    pruneFrees: pruneFrees(stored, thread),
  }));
}

function readPoints(stored: GrowthRows, thread: string, oldestFirst: readonly CheckpointRow[]): GrowthPoint[] {
  const scopes = stored.scopes.filter((scope) => scope.thread === thread);
  const loose = looseRows(scopes, oldestFirst);
  const blobs = new Set<number>();
  const shapes = new Set<number>();
  let [rows, bytes, wholeBytes] = [0, 0, 0];
  const add = (more: { readonly bytes: number } | undefined) => {
    if (more === undefined) return;
    rows += 1;
    bytes += more.bytes;
  };
  const addLine = (line: StoredLine) => {
    add(line);
    for (const write of line.writes) add(write);
    for (const bid of reachableBlobs(stored.blobs, line.refs.values(), blobs)) add(stored.blobs.get(bid));
    if (line.shape === null || shapes.has(line.shape)) return;
    shapes.add(line.shape);
    add(stored.shapes.get(line.shape));
  };

  return oldestFirst.map((row) => {
    const line = scopes.find(({ namespace }) => namespace === row.namespace)?.checkpoints.get(row.id);
    for (const left of loose.get(row) ?? [])
      if (left.isRow) addLine(left.line);
      else for (const write of left.line.writes) add(write);
    if (line !== undefined) {
      addLine(line);
      wholeBytes += line.wholeBytes + row.valueBytes;
    }
    const { namespace, id, step } = row;
    return { key: { thread, namespace, id }, step, rows, bytes, wholeBytes };
  });
}

interface Loose {
  /** A stub; otherwise only the writes of a checkpoint that is not stored. */
  readonly isRow: boolean;
  readonly line: StoredLine;
}

/** What belongs to no checkpoint of the file, by the first checkpoint that came after it, or else the last. */
function looseRows(
  scopes: GrowthRows["scopes"],
  oldestFirst: readonly CheckpointRow[],
): ReadonlyMap<CheckpointRow, Loose[]> {
  const found = new Map<CheckpointRow, Loose[]>();
  for (const { stubs, strayWrites } of scopes)
    for (const [isRow, lines] of [[true, stubs] as const, [false, strayWrites] as const])
      for (const line of lines.values()) {
        const row = oldestFirst.find(({ id }) => id > line.id) ?? oldestFirst.at(-1);
        if (row !== undefined) found.set(row, [...(found.get(row) ?? []), { isRow, line }]);
      }
  return found;
}
