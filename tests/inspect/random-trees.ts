// Random rows of a file, with what only a damaged file has among them; and the tree that they make, worked out by brute force.
import type { Random } from "@forkpoint/conformance";
import { idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";

export interface RandomRows {
  readonly rows: readonly CheckpointRow[];
  /** Parents younger than their children, and lines of parents that come back to themselves. */
  readonly isWild: boolean;
}

export function checkpointRow(fields: Partial<CheckpointRow> & Pick<CheckpointRow, "id">): CheckpointRow {
  const nothing = { thread: "t", namespace: "", parent: null, step: 0, source: "loop", next: [], finished: [] };
  const none = { createdAt: null, valueBytes: 0, pendingWrites: 0, interrupts: 0, asked: 0, errors: [], parents: {} };
  return { ...nothing, ...none, dangling: false, ...fields };
}

export function randomRows(random: Random): RandomRows {
  const isWild = random.int(0, 3) === 0;
  const rows: CheckpointRow[] = [];
  const scopes = Array.from({ length: random.int(1, 3) }, () => randomScope(random));
  let n = 0;
  for (const _ of Array.from({ length: random.int(1, 24) })) {
    n += random.int(1, 3);
    const scope = random.pick(scopes);
    rows.push(checkpointRow({ ...scope, id: idOf(n), step: random.int(-1, 9), source: randomSource(random) }));
  }
  return { rows: random.shuffle(rows.map((row, at) => withParents(row, rows, { at, isWild, random }))), isWild };
}

function randomScope(random: Random): { thread: string; namespace: string } {
  const namespaces = ["", "", "inner:1", "inner:2", "inner:1|deep:3", "inner:1|1", "alone"];
  return { thread: random.pick(["a", "b", "c"]), namespace: random.pick(namespaces) };
}

function randomSource(random: Random): string | null {
  return random.pick(["loop", "loop", "loop", "input", "fork", "update", null]);
}

function withParents(
  row: CheckpointRow,
  rows: readonly CheckpointRow[],
  { at, isWild, random }: { at: number; isWild: boolean; random: Random },
): CheckpointRow {
  const older = rows.slice(0, at).filter((each) => isSameScope(each, row));
  const parent = (): string | null => {
    if (isWild && random.int(0, 3) === 0) return random.pick(rows.filter((each) => isSameScope(each, row))).id;
    if (random.int(0, 9) === 0)
      return random.pick(rows).id === row.id ? null : random.pick(["gone", random.pick(rows).id]);
    return older.length === 0 || random.int(0, 9) === 0 ? null : random.pick(older.slice(-random.int(1, 4))).id;
  };
  const above =
    row.namespace === "" ? [] : [["", random.pick(rows).id] as const, ["inner:1", random.pick(rows).id] as const];
  return { ...row, parent: parent(), parents: Object.fromEntries(random.boolean() ? above : above.slice(1)) };
}

export function isSameScope(left: CheckpointRow, right: CheckpointRow): boolean {
  return left.thread === right.thread && left.namespace === right.namespace;
}

/** Of the rows of one thread and namespace: who is above whom, found by looking at every pair. */
export interface BruteForce {
  /** Not stored, or cut because it would close a circle: null. */
  parentOf(row: CheckpointRow): CheckpointRow | null;
  isOnCircle(row: CheckpointRow): boolean;
  /** Itself and all above it. */
  lineOf(row: CheckpointRow): readonly CheckpointRow[];
}

export function bruteForce(rows: readonly CheckpointRow[]): BruteForce {
  const stored = rows.map(({ parent }) => rows.findIndex(({ id }) => id === parent));
  const above = closure(stored);
  const circleOf = (at: number) => rows.filter((_, other) => above[at]![other] && above[other]![at]);
  const isFirstOfCircle = (at: number) => circleOf(at).length > 0 && circleOf(at).every(({ id }) => id >= rows[at]!.id);
  const cut = stored.map((parent, at) => (isFirstOfCircle(at) ? -1 : parent));
  const aboveCut = closure(cut);
  return {
    parentOf: (row) => rows[cut[rows.indexOf(row)]!] ?? null,
    isOnCircle: (row) => circleOf(rows.indexOf(row)).length > 0,
    lineOf: (row) => rows.filter((other, at) => other === row || aboveCut[rows.indexOf(row)]![at]),
  };
}

/** Whether `at` reaches `other` in one step or more: Warshall's way. */
function closure(parents: readonly number[]): boolean[][] {
  const reaches = parents.map((parent) => parents.map((_, other) => other === parent));
  for (const [over] of parents.entries())
    for (const from of reaches) if (from[over]) for (const [to, does] of reaches[over]!.entries()) from[to] ||= does;
  return reaches;
}
