// The tree against one that is worked out by looking at every pair of rows. The seed is in the name of the test;
// FORK_TREE_SEED runs another one.
import { seededRandom } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import { idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { type NamespaceTree, type TreeNode, forkTree } from "../../src/inspect/fork-tree.ts";
import { commonAncestor, lineageOf, since } from "../../src/inspect/lineage.ts";
import { nameCheckpoints } from "../../src/inspect/name-checkpoints.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import { keyText } from "../../src/inspect/read-stored.ts";
import { bruteForce, checkpointRow, isSameScope, randomRows } from "./random-trees.ts";

const SEED = process.env.FORK_TREE_SEED ?? String(Date.now());
const TREES = 1_000;

const idsOf = (rows: readonly CheckpointRow[]) => rows.map(({ id }) => id);
const newestFirst = (rows: readonly CheckpointRow[]) => idsOf(rows).toSorted().toReversed();
const nodesOf = ({ roots }: NamespaceTree): TreeNode[] => {
  const nodes = [...roots];
  for (const node of nodes) nodes.push(...node.children);
  return nodes;
};
const namespacesOf = (rows: readonly CheckpointRow[]) => forkTree(rows).threads.flatMap(({ namespaces }) => namespaces);

test(`${TREES} random trees, with the seed ${SEED}, are what brute force says`, () => {
  const random = seededRandom(SEED);
  let wild = 0;
  for (let tree = 0; tree < TREES; tree += 1) {
    const { rows, isWild } = randomRows(random);
    wild += Number(isWild);
    const namespaces = namespacesOf(rows);
    expect(idsOf(namespaces.flatMap(nodesOf).map(({ row }) => row)).toSorted()).toEqual(idsOf(rows).toSorted());
    for (const each of namespaces) expectAsBruteForce(each, rows);
  }
  expect(wild).toBeGreaterThan(TREES / 10);
});

function expectAsBruteForce(tree: NamespaceTree, rows: readonly CheckpointRow[]): void {
  const own = rows.filter((row) => isSameScope(row, tree.latest.row));
  const reference = bruteForce(own);
  const names = nameCheckpoints(rows);
  const toLatest = new Set(reference.lineOf(own.find(({ id }) => id === newestFirst(own)[0])!));

  expect(tree.latest.row.id).toBe(newestFirst(own)[0]);
  expect(idsOf(tree.roots.map(({ row }) => row))).toEqual(newestFirst(own.filter((row) => !reference.parentOf(row))));
  for (const { row, parent, children, turn, isLatest, leadsToLatest, danglingBecause, name } of nodesOf(tree)) {
    expect(parent?.row ?? null).toBe(reference.parentOf(row));
    expect(idsOf(children.map((child) => child.row))).toEqual(
      newestFirst(own.filter((other) => reference.parentOf(other) === row)),
    );
    const turns = reference
      .lineOf(row)
      .filter((each) => reference.parentOf(each) && ["input", "fork", "update"].includes(String(each.source)));
    expect([turn, isLatest, leadsToLatest]).toEqual([turns.length + 1, row === tree.latest.row, toLatest.has(row)]);
    expect(danglingBecause !== null).toBe(row.parent !== null && parent === null);
    expect(name).toBe(names.get(row));
  }
}

test(`two lines meet where brute force says, with the seed ${SEED}`, () => {
  const random = seededRandom(`${SEED} lines`);
  let met = 0;
  for (let tree = 0; tree < 150; tree += 1) {
    const { rows } = randomRows(random);
    const byKey = new Map(rows.map((row) => [keyText(row), row]));
    for (let pair = 0; pair < 20; pair += 1) {
      const [left, right] = [random.pick(rows), random.pick(rows)];
      if (!isSameScope(left, right)) continue;
      const reference = bruteForce(rows.filter((row) => isSameScope(row, left)));
      const lines = [lineageOf(left, byKey), lineageOf(right, byKey)] as const;
      // Where a line comes back to itself it has no order in which one is the last.
      if (lines.flat().some((row) => reference.isOnCircle(row))) continue;
      const both = reference.lineOf(left).filter((row) => reference.lineOf(right).includes(row));
      const last = both.find((row) => both.every((other) => reference.lineOf(row).includes(other))) ?? null;
      const ancestor = commonAncestor(...lines);
      expect(ancestor).toBe(last);
      met += Number(ancestor !== null && ancestor !== left && ancestor !== right);
      expect(idsOf(since(lines[0], ancestor)).toSorted()).toEqual(
        idsOf(reference.lineOf(left).filter((row) => !both.includes(row))).toSorted(),
      );
    }
  }
  expect(met).toBeGreaterThan(50);
});

test("a line that comes back to itself ends, and still meets another", () => {
  const rows = [
    checkpointRow({ id: "1", parent: "3" }),
    checkpointRow({ id: "2", parent: "1" }),
    checkpointRow({ id: "3", parent: "2" }),
    checkpointRow({ id: "4", parent: "2" }),
  ];
  const byKey = new Map(rows.map((row) => [keyText(row), row]));
  expect(idsOf(lineageOf(rows[3]!, byKey))).toEqual(["4", "2", "1", "3"]);
  expect(commonAncestor(lineageOf(rows[3]!, byKey), lineageOf(rows[2]!, byKey))?.id).toBe("2");
});

test("lines of two namespaces never meet, those of a thread and its copy do", () => {
  const line = (thread: string, namespace: string) => [checkpointRow({ id: "1", thread, namespace })];
  expect(commonAncestor(line("t", ""), line("t", "inner:1"))).toBeNull();
  expect(commonAncestor(line("t", ""), line("copy", ""))).toMatchObject({ thread: "t", id: "1" });
});

test("ten thousand in a line, and ten thousand beside each other, are trees too", () => {
  const line = Array.from({ length: 10_000 }, (_, n) =>
    checkpointRow({ id: idOf(n), parent: n === 0 ? null : idOf(n - 1), source: n % 3 === 0 ? "input" : "loop" }),
  );
  const [deep] = namespacesOf(line);
  expect([deep?.roots.length, deep?.latest.turn, deep?.roots[0]?.leadsToLatest]).toEqual([1, 3_334, true]);

  const wide = line.map((row) => ({ ...row, parent: row.id === idOf(0) ? null : idOf(0) }));
  expect(namespacesOf(wide)[0]?.roots[0]?.children.length).toBe(9_999);

  const circle = line.map((row) => (row.parent === null ? { ...row, parent: idOf(9_999) } : row));
  const [cut] = namespacesOf(circle);
  expect(cut?.roots.map(({ row }) => row.id)).toEqual([idOf(0)]);
  expect(cut?.roots[0]?.danglingBecause).toContain("comes back to where it began");
});

test("threads come by who was written to last; of one, the graph comes first, then its subgraphs by lane", () => {
  const rows = [
    checkpointRow({ id: "7", thread: "old" }),
    checkpointRow({ id: "2", thread: "new", namespace: "b:1" }),
    checkpointRow({ id: "3", thread: "new", namespace: "a:1|c:2" }),
    checkpointRow({ id: "4", thread: "new", namespace: "a:1" }),
    checkpointRow({ id: "5", thread: "new", namespace: "a:2" }),
    checkpointRow({ id: "1", thread: "new" }),
    checkpointRow({ id: "9", thread: "new", namespace: "b:1", parent: "2" }),
  ];
  const told = forkTree(rows).threads.map(({ thread, namespaces }) => [
    thread,
    namespaces.map(({ namespace, lane, latest }) => `${namespace} ${lane} ${latest.row.id}`),
  ]);
  expect(told).toEqual([
    ["new", [`  1`, "a:2 a 5", "a:1 a 4", "a:1|c:2 a|c 3", "b:1 b 9"]],
    ["old", ["  7"]],
  ]);
});

test("a subgraph hangs at the checkpoint that its latest row names, one level above it", () => {
  const rows = [
    // A copy has the same ids.
    checkpointRow({ id: "2", thread: "other" }),
    checkpointRow({ id: "1" }),
    checkpointRow({ id: "2", parent: "1" }),
    checkpointRow({ id: "3", namespace: "a:1", parents: { "": "2" } }),
    checkpointRow({ id: "4", namespace: "a:1|b:2", parents: { "": "2", "a:1": "3" } }),
    // The second subgraph that one task calls.
    checkpointRow({ id: "5", namespace: "a:1|1", parents: { "": "2" } }),
    // Keeps its namespace over several runs.
    checkpointRow({ id: "6", namespace: "kept", parents: { "": "1" } }),
    checkpointRow({ id: "7", namespace: "kept", parent: "6", parents: { "": "2" } }),
    checkpointRow({ id: "8", namespace: "lost:1", parents: { "": "gone" } }),
    checkpointRow({ id: "9", namespace: "silent:1" }),
  ];
  const anchors = namespacesOf(rows).map(({ thread, namespace, anchor }) => [
    `${thread} ${namespace}`,
    anchor === null ? null : `${anchor.thread} ${anchor.id}`,
  ]);
  expect(Object.fromEntries(anchors)).toEqual({
    "t ": null,
    "t a:1": "t 2",
    "t a:1|b:2": "t 3",
    "t a:1|1": "t 2",
    "t kept": "t 2",
    "t lost:1": null,
    "t silent:1": null,
    "other ": null,
  });
});

test("why a parent is not there is told from what else is in the file", () => {
  const begins = { source: "input", step: -1 };
  const reasons = (row: Partial<CheckpointRow>, ...others: CheckpointRow[]) =>
    namespacesOf([checkpointRow({ id: "9", thread: "new", parent: "1", ...row }), ...others])
      .flatMap(nodesOf)
      .find(({ row: { id } }) => id === "9")!.danglingBecause;
  const elsewhere = checkpointRow({ id: "1", thread: "old" });
  expect(reasons(begins, elsewhere)).toMatch(/belongs to the thread "old".*thread_id "new".*no fork/);
  expect(reasons({}, elsewhere)).toMatch(/stored only in the thread "old"/);
  expect(reasons(begins)).toMatch(/nowhere in this file.*empty state/);
  expect(reasons({ step: 4 })).toMatch(/pruned, or deleted by hand/);
  expect(reasons({ namespace: "a:1" }, checkpointRow({ id: "1", thread: "new" }))).toMatch(/in the graph above/);
  expect(reasons({}, checkpointRow({ id: "1", thread: "new", namespace: "a:1" }))).toMatch(/subgraph "a:1"/);
  expect(reasons({}, checkpointRow({ id: "1", thread: "new" }))).toBeNull();
  expect(reasons({ parent: null })).toBeNull();
  expect(reasons(begins, checkpointRow({ id: "1", thread: "x".repeat(5_000) }))!.length).toBeLessThan(400);
});

test("rows that are there twice, and no rows, are shown as they are", () => {
  expect(forkTree([])).toEqual({ threads: [] });
  const twice = [checkpointRow({ id: "1" }), checkpointRow({ id: "1" }), checkpointRow({ id: "2", parent: "1" })];
  expect(namespacesOf(twice).flatMap(nodesOf)).toHaveLength(3);
});
