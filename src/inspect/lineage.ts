// A checkpoint and those that it comes from, by parent; and where two such lines meet.
import { keyText } from "./read-stored.ts";
import type { CheckpointKey } from "./saver-file.ts";

interface Descendant extends CheckpointKey {
  readonly parent: string | null;
}

/** From the checkpoint itself to the oldest that is stored. Ends where a line comes back to itself. */
export function lineageOf<Row extends Descendant>(row: Row, byKey: ReadonlyMap<string, Row>): Row[] {
  const line = new Set<Row>();
  for (let at: Row | undefined = row; at !== undefined && !line.has(at); at = parentOf(at, byKey)) line.add(at);
  return [...line];
}

/**
 * The newest on the left line that is on the right line too. Checkpoints of a copied thread have the ids of those that they
 * were copied from, so lines of two threads may meet; lines of two namespaces never do.
 */
export function commonAncestor<Row extends CheckpointKey>(left: readonly Row[], right: readonly Row[]): Row | null {
  if (left[0]?.namespace !== right[0]?.namespace) return null;
  const ids = new Set(right.map(({ id }) => id));
  return left.find(({ id }) => ids.has(id)) ?? null;
}

/** Of a line, those that came after the ancestor; oldest first. All of it where there is none. */
export function since<Row extends CheckpointKey>(line: readonly Row[], ancestor: CheckpointKey | null): Row[] {
  const end = ancestor === null ? -1 : line.findIndex(({ id }) => id === ancestor.id);
  return line.slice(0, end === -1 ? line.length : end).toReversed();
}

function parentOf<Row extends Descendant>(row: Row, byKey: ReadonlyMap<string, Row>): Row | undefined {
  return row.parent === null ? undefined : byKey.get(keyText({ ...row, id: row.parent }));
}
