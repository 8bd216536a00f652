// The sentence of each kind of checkpoint. They are read aloud, so each is written out here as a whole.
import { expect, test } from "vitest";
import { idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { foldTree, type Granularity } from "../../src/inspect/fold-tree.ts";
import { forkTree, type ForkTree, type TreeNode } from "../../src/inspect/fork-tree.ts";
import { listNames, narrate, narrateCard, openNarrator } from "../../src/inspect/narrate.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import { checkpointRow } from "./random-trees.ts";

const at = (number: number, parent: number | null, fields: Partial<CheckpointRow> = {}) =>
  checkpointRow({ id: idOf(number), parent: parent === null ? null : idOf(parent), ...fields });

/** draft and send, as a graph runs them. */
const LINE = [
  at(1, null, { step: -1, source: "input", next: ["__start__"] }),
  at(2, 1, { step: 0, next: ["draft"] }),
  at(3, 2, { step: 1, next: ["send"] }),
  at(4, 3, { step: 2 }),
];

function nodeOf(tree: ForkTree, id: string): TreeNode {
  const waiting = tree.threads.flatMap(({ namespaces }) => namespaces.flatMap(({ roots }) => roots));
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.row.id === id) return node;
    waiting.push(...node.children);
  }
  throw new Error(`no ${id}`);
}

function say(rows: readonly CheckpointRow[], number: number): string {
  const tree = forkTree(rows);
  return narrate(nodeOf(tree, idOf(number)), tree);
}

test("a line is told from the input to the latest", () => {
  expect([1, 2, 3, 4].map((number) => say(LINE, number))).toEqual([
    "s-1·a, step −1, written when the first input came; next: __start__",
    "s0·a, step 0, written by the graph after it took the input; next: draft",
    "s1·a, step 1, written by the graph after draft; next: send",
    "s2·a, step 2, written by the graph after send; next: nothing; latest",
  ]);
});

test("a fork says what it is a copy of, and from where “latest” moved", () => {
  const forked = [...LINE, at(5, 3, { step: 2, source: "fork", next: ["send"] })];
  expect(say(forked, 5)).toBe(
    "s2·b, step 2, a copy of s1·a, made to run again from there; “latest” moved here from s2·a; next: send; latest",
  );
  const ran = [...forked, at(6, 5, { step: 3 })];
  expect(say(ran, 5)).toContain("; when it was written, “latest” moved here from s2·a;");
  expect(say(ran, 6)).toBe("s3·b, step 3, written by the graph after send; next: nothing; latest");
});

test("an update and a second input say what they were put on", () => {
  expect(say([...LINE, at(5, 2, { step: 1, source: "update", next: ["send"] })], 5)).toContain(
    "written by updateState() on s0·a; “latest” moved here from s2·a",
  );
  expect(say([...LINE, at(5, 4, { step: 3, source: "input", next: ["__start__"] })], 5)).toBe(
    "s3·a, step 3, written when an input came, after s2·a; next: __start__; latest",
  );
});

test("a source that is not known is not guessed", () => {
  expect(say([at(1, null, { source: null, step: null })], 1)).toBe(
    "s?·a, step unknown, written by what this file does not tell; next: nothing; latest",
  );
  expect(say([at(1, null, { source: "constructor" })], 1)).toContain("what this file does not tell");
});

test("questions, errors, results that are kept and pending writes are told", () => {
  const waits = { step: 1, next: ["review"], finished: ["log"], interrupts: 1, pendingWrites: 2 };
  expect(say([...LINE.slice(0, 2), at(3, 2, waits)], 3)).toBe(
    "s1·a, step 1, written by the graph after draft; waits for an answer; results of log are kept; 2 pending writes; next: review; latest",
  );
  const stopped = "AbortError: This operation was aborted";
  const fails = { step: 1, next: ["send"], interrupts: 2, errors: [stopped, "Error: no"], pendingWrites: 1 };
  expect(say([...LINE.slice(0, 2), at(3, 2, fails)], 3)).toContain(
    "waits for 2 answers; failed with Error: no; 1 pending write; next: send",
  );
});

test("of an older checkpoint, what finished is told only when not all did", () => {
  const rows = LINE.map((row, index) => (index === 2 ? { ...row, finished: ["send"], pendingWrites: 1 } : row));
  expect(say(rows, 3)).toBe("s1·a, step 1, written by the graph after draft; next: send");
  const half = LINE.map((row, index) => (index === 2 ? { ...row, next: ["send", "log"], finished: ["log"] } : row));
  expect(say(half, 3)).toContain("; results of log are kept; next: send, log");
});

test("an error that the graph got over says so, and writes that were taken in do not wait", () => {
  const failed = { errors: ["Error: no"], pendingWrites: 4 };
  const rows = LINE.map((row, index) => (index === 2 ? { ...row, ...failed } : row));
  expect(say(rows, 3)).toBe(
    "s1·a, step 1, written by the graph after draft; failed at first with Error: no; next: send",
  );
  const anew = [...rows.slice(0, 3), at(5, 3, { step: 2, source: "input", next: ["__start__"] })];
  expect(say(anew, 3)).toContain("; failed with Error: no; next: send");
});

test("a run of which only the end was saved does not say what ran", () => {
  const [first, second] = [at(1, null, { step: 2 }), at(2, 1, { step: 6 })];
  expect(say([first, second], 1)).toContain("written by the graph after steps that are not in this file");
  expect(say([first, second], 2)).toContain("written by the graph after steps that are not in this file");
  expect(say([{ ...first, next: ["a"] }, second], 2)).toContain("after steps that are not in this file");
});

test("the latest whose tasks have all finished says that they are not run again", () => {
  expect(say([...LINE.slice(0, 2), at(3, 2, { next: [], finished: ["send"], pendingWrites: 1 })], 3)).toContain(
    "next: nothing, results of send are kept; latest",
  );
});

test("a parent that is not in the file is told with the reason", () => {
  const tree = forkTree([at(3, 2, { step: 1, dangling: true })]);
  const [root] = tree.threads[0]!.namespaces[0]!.roots;
  expect(root!.danglingBecause).not.toBeNull();
  expect(narrate(root!, tree)).toBe(
    `s1·a, step 1, written by the graph after steps that are not in this file; next: nothing; latest. ${root!.danglingBecause}`,
  );
});

test("a checkpoint of a subgraph says of which", () => {
  const inner = { namespace: "research:77|search:8", parents: { "research:77": idOf(1) } };
  expect(say([...LINE, at(5, null, { ...inner, step: -1, source: "input" })], 5)).toBe(
    "s-1·a, step −1, written when the first input came; next: nothing; in subgraph research › search; the last of this run of it",
  );
});

test("a folded turn and hidden branches have a sentence too", () => {
  const tree = forkTree(LINE);
  const cardsOf = (granularity: Granularity) =>
    foldTree(tree, { granularity, turned: new Set(), opened: new Set(), kept: [] }).threads[0]!.scopes[0]!.roots;
  expect(narrateCard(cardsOf("turns")[0]!, openNarrator(tree))).toBe(
    "turn 1, begun by an input, 4 steps, s-1·a to s2·a; next: nothing; latest",
  );
  const more = { ...cardsOf("steps")[0]!, kind: "more" as const };
  const [root] = tree.threads[0]!.namespaces[0]!.roots;
  expect(narrateCard({ ...more, nodes: [root!, root!.children[0]!] }, openNarrator(tree))).toBe(
    "2 more branches, not shown",
  );
  expect(narrateCard({ ...more, nodes: [] }, openNarrator(tree))).toBe("show fewer branches");
});

test("a folded turn tells what waits inside it", () => {
  const tree = forkTree(LINE.map((row, index) => (index === 2 ? { ...row, errors: ["Error: no"] } : row)));
  const fold = { granularity: "turns" as const, turned: new Set<string>(), opened: new Set<string>(), kept: [] };
  const [card] = foldTree(tree, fold).threads[0]!.scopes[0]!.roots;
  expect(narrateCard(card!, openNarrator(tree))).toContain("s-1·a to s2·a; failed at first with Error: no; next");
});

test("names that a program chose are told in a length that can be read", () => {
  expect(listNames(["a", "b", "c", "d", "e", "f"])).toBe("a, b, c, d + 2 more");
  expect(listNames(["a", "b", "a", "a"])).toBe("a × 3, b");
  expect(listNames(["x".repeat(500)])).toHaveLength(60);
  expect(listNames(["txt.\u202Eexe\nnext: all"])).toBe("txt. exe next: all");
  expect(
    say([at(1, null, { next: Array.from({ length: 900 }, (_, n) => `${n}`.repeat(900)) })], 1).length,
  ).toBeLessThan(500);
});
