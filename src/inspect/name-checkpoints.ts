// Short names for checkpoints, "s2·b": the step, and the branch by letter. A name never changes when checkpoints are added.

export interface Nameable {
  readonly thread: string;
  readonly namespace: string;
  readonly id: string;
  readonly parent: string | null;
  readonly step: number | null;
}

/** A name for each row, unlike any other of its thread and namespace. */
export function nameCheckpoints<Row extends Nameable>(rows: readonly Row[]): ReadonlyMap<Row, string> {
  const names = new Map<Row, string>();
  for (const scope of Map.groupBy(rows, ({ thread, namespace }) => JSON.stringify([thread, namespace])).values())
    nameScope(scope, names);
  return names;
}

function nameScope<Row extends Nameable>(rows: readonly Row[], names: Map<Row, string>): void {
  const branchOf = new Map<string, number>();
  const continued = new Set<string>();
  const taken = new Map<string, number>();
  let branches = 0;
  // In the order in which they came to be, so that a later checkpoint takes no letter that an earlier one had.
  for (const row of [...rows].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    const { id, parent, step } = row;
    const parentBranch = parent === null || continued.has(parent) ? undefined : branchOf.get(parent);
    // The first child goes on with its parent's branch; every other one, and every root, begins one.
    const branch = parentBranch ?? branches++;
    if (parent !== null) continued.add(parent);
    branchOf.set(id, branch);

    const name = `s${step ?? "?"}·${letters(branch)}`;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    names.set(row, times === 1 ? name : `${name}${times}`);
  }
}

/** a … z, aa, ab … */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
