// Which row is the child of which, in one thread and namespace. Follows what is stored, as LangGraph does; only a line of
// parents that comes back to itself is cut, because a tree cannot show it.
import type { CheckpointRow } from "./read-checkpoints.ts";

export interface LinkedRow {
  readonly row: CheckpointRow;
  readonly parent: LinkedRow | null;
  /** Newest first. */
  readonly children: LinkedRow[];
  /** Its parent is stored, but is one of its own descendants. */
  readonly closesCircle: boolean;
}

type Linking = { -readonly [Key in keyof LinkedRow]: LinkedRow[Key] } & { parent: Linking | null };

/** Rows of one thread and namespace, newest first, linked; in the order in which they were given. */
export function linkParents(newestFirst: readonly CheckpointRow[]): readonly LinkedRow[] {
  const linked = newestFirst.map((row): Linking => ({ row, parent: null, children: [], closesCircle: false }));
  const byId = new Map(linked.map((each) => [each.row.id, each]));
  for (const each of linked) each.parent = each.row.parent === null ? null : (byId.get(each.row.parent) ?? null);
  cutCircles(linked);
  for (const each of linked) each.parent?.children.push(each);
  return linked;
}

/** Of each circle, the oldest becomes a root: so what follows from it stays below it. */
function cutCircles(linked: readonly Linking[]): void {
  // The walk, by its number, in which a row was first met.
  const metIn = new Map<Linking, number>();
  for (const [walk, start] of linked.entries()) {
    let at: Linking | null = start;
    while (at !== null && !metIn.has(at)) {
      metIn.set(at, walk);
      at = at.parent;
    }
    // Met in this walk: the line came back to it. Met in an earlier one: that one looked further already.
    if (at !== null && metIn.get(at) === walk) cutAtOldest(at);
  }
}

function cutAtOldest(onCircle: Linking): void {
  let oldest = onCircle;
  for (let at = onCircle.parent; at !== null && at !== onCircle; at = at.parent)
    if (at.row.id < oldest.row.id) oldest = at;
  oldest.parent = null;
  oldest.closesCircle = true;
}
