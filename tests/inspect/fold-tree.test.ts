// What of a tree is shown as which card. On random trees: every checkpoint is on a card or behind one, and none on two.
import { seededRandom } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import { idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import {
  type Card,
  chooseGranularity,
  countCheckpoints,
  type Fold,
  type FoldedTree,
  foldTree,
  type Granularity,
  keyText,
  MANY_CHECKPOINTS,
  MOST_SIBLINGS,
  ownErrors,
  toldWrites,
} from "../../src/inspect/fold-tree.ts";
import { forkTree, type TreeNode } from "../../src/inspect/fork-tree.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import { checkpointRow, randomRows } from "./random-trees.ts";

const SEED = process.env.FOLD_TREE_SEED ?? String(Date.now());
const TREES = 150;

const fold = (granularity: Granularity, more: Partial<Fold> = {}): Fold => ({
  granularity,
  turned: new Set(),
  opened: new Set(),
  kept: [],
  ...more,
});

/** "n" or "n<parent" with a source: "1:input", "2<1". */
function rowsOf(...texts: string[]): CheckpointRow[] {
  return texts.map((text) => {
    const [, id, parent, source] = /^(\d+)(?:<(\d+))?(?::(\w+))?$/.exec(text)!;
    return checkpointRow({
      id: idOf(Number(id)),
      parent: parent ? idOf(Number(parent)) : null,
      source: source ?? "loop",
      step: Number(id),
    });
  });
}

const TWO_TURNS = rowsOf("1:input", "2<1", "3<2", "4<3:input", "5<4");

function* cardsOf({ threads }: FoldedTree): Iterable<Card> {
  for (const { scopes } of threads)
    for (const { roots } of scopes) {
      const waiting = [...roots];
      for (let card = waiting.shift(); card; card = waiting.shift()) {
        yield card;
        waiting.push(...card.children);
      }
    }
}

function words(tree: FoldedTree): string[] {
  return [...cardsOf(tree)].map(({ kind, nodes }) => `${kind} ${nodes.map(({ row }) => row.step).join(" ")}`.trim());
}

test("each turn is one card, and steps are a card each", () => {
  const tree = forkTree(TWO_TURNS);
  expect(words(foldTree(tree, fold("turns")))).toEqual(["turn 1 2 3", "turn 4 5"]);
  expect(words(foldTree(tree, fold("steps")))).toEqual(["1", "2", "3", "4", "5"].map((step) => `checkpoint ${step}`));
});

test("one turn is unfolded or folded by itself, and has the same key both ways", () => {
  const tree = forkTree(TWO_TURNS);
  const [first] = [...cardsOf(foldTree(tree, fold("turns")))];
  const turned = new Set([first!.key]);
  const unfolded = foldTree(tree, fold("turns", { turned }));
  expect(words(unfolded)).toEqual(["checkpoint 1", "checkpoint 2", "checkpoint 3", "turn 4 5"]);
  expect([...cardsOf(unfolded)].map(({ turn }) => turn)).toEqual([
    { isFolded: false, steps: 3 },
    null,
    null,
    { isFolded: true, steps: 2 },
  ]);
  expect([...cardsOf(unfolded)][0]!.key).toBe(first!.key);
  expect(words(foldTree(tree, fold("steps", { turned })))).toEqual(["turn 1 2 3", "checkpoint 4", "checkpoint 5"]);
});

test("a fork from the middle of a turn parts that turn's card", () => {
  const tree = forkTree(rowsOf("1:input", "2<1", "3<2", "4<3", "5<2:fork", "6<5"));
  expect(words(foldTree(tree, fold("turns")))).toEqual(["turn 1 2", "turn 5 6", "turn 3 4"]);
});

test("a turn of one checkpoint is a checkpoint, with nothing to fold", () => {
  const [card] = [...cardsOf(foldTree(forkTree(rowsOf("1:input")), fold("turns")))];
  expect([card!.kind, card!.turn]).toEqual(["checkpoint", null]);
});

const branches = (count: number) => rowsOf("1:input", ...Array.from({ length: count }, (_, at) => `${at + 2}<1:fork`));

test("many siblings become + n more, newest first, which opens and closes", () => {
  const tree = forkTree(branches(MOST_SIBLINGS + 3));
  const folded = foldTree(tree, fold("steps"));
  expect(words(folded)).toEqual([
    "checkpoint 1",
    ...[10, 9, 8, 7, 6, 5].map((step) => `checkpoint ${step}`),
    "more 4 3 2",
  ]);
  const more = [...cardsOf(folded)].at(-1)!;
  const opened = foldTree(tree, fold("steps", { opened: new Set([more.key]) }));
  expect(words(opened).slice(-4)).toEqual(["checkpoint 4", "checkpoint 3", "checkpoint 2", "more"]);
  expect([...cardsOf(opened)].at(-1)!.key).toBe(more.key);
});

test("one sibling too many is shown: + 1 more would take its room", () => {
  expect(words(foldTree(forkTree(branches(MOST_SIBLINGS + 1)), fold("steps"))).join()).not.toContain("more");
});

test("what leads to the latest or is kept is never behind + n more", () => {
  const rows = [...branches(MOST_SIBLINGS + 4), ...rowsOf("90<2", "91<3")];
  const { thread, namespace, id } = rows.at(-2)!;
  const shown = words(foldTree(forkTree(rows), fold("steps", { kept: [{ thread, namespace, id }] })));
  expect(shown).toContain("checkpoint 90");
  expect(shown).toContain("checkpoint 91");
  expect(shown).toContain("more 5 4");
});

const sub = (number: number, anchor: number, namespace: string, above = "") =>
  checkpointRow({ id: idOf(number), namespace, parents: { [above]: idOf(anchor) }, source: "input" });

test("subgraphs are shown with everything only, each at the card that called it", () => {
  const rows = [...rowsOf("1:input", "2<1", "9<2"), sub(4, 2, "inner:1"), sub(5, 4, "inner:1|deep:2", "inner:1")];
  const tree = forkTree(rows);
  const scopesOf = (granularity: Granularity, turned = new Set<string>()) =>
    foldTree(tree, fold(granularity, { turned })).threads[0]!.scopes.map(({ lane, anchor }) => [
      lane,
      anchor?.nodes[0]!.row.id ?? null,
    ]);
  expect(scopesOf("everything")).toEqual([
    ["", null],
    ["inner", idOf(2)],
    ["inner|deep", idOf(4)],
  ]);
  expect(scopesOf("steps")).toEqual([["", null]]);
  // In a folded turn nobody sees the card that called them.
  expect(scopesOf("everything", new Set([keyText(rows[0]!)]))).toEqual([["", null]]);
});

test("what a hidden branch called is hidden with it", () => {
  const tree = forkTree([...branches(MOST_SIBLINGS + 3), sub(20, 3, "inner:1"), sub(21, 9, "inner:2")]);
  const { scopes } = foldTree(tree, fold("everything")).threads[0]!;
  expect(scopes.map(({ namespace }) => namespace)).toEqual(["", "inner:2"]);
});

test("a subgraph whose caller is not in the file is shown nevertheless", () => {
  const { scopes } = foldTree(forkTree([...rowsOf("1:input"), sub(4, 77, "inner:1")]), fold("everything")).threads[0]!;
  expect(scopes.map(({ lane, anchor }) => [lane, anchor])).toEqual([
    ["", null],
    ["inner", null],
  ]);
});

test("large files begin by turns, and one more row does not change what is shown", () => {
  const line = (length: number) =>
    forkTree(rowsOf("1:input", ...Array.from({ length: length - 1 }, (_, at) => `${at + 2}<${at + 1}`)));
  expect(chooseGranularity(line(MANY_CHECKPOINTS), null)).toBe("steps");
  expect(chooseGranularity(line(MANY_CHECKPOINTS + 1), null)).toBe("turns");
  expect(chooseGranularity(line(MANY_CHECKPOINTS + 1), "steps")).toBe("steps");
  expect(chooseGranularity(line(2 * MANY_CHECKPOINTS + 1), "steps")).toBe("turns");
  expect(chooseGranularity(line(3), "turns")).toBe("turns");
});

test("a small file with subgraphs begins with everything", () => {
  const tree = forkTree([...rowsOf("1:input"), sub(4, 1, "inner:1")]);
  expect(chooseGranularity(tree, null)).toBe("everything");
  expect(chooseGranularity(tree, "steps")).toBe("everything");
});

test("writes are told where they wait, and with everything also where they were taken in", () => {
  const rows = rowsOf("1:input", "2<1").map((row) => ({ ...row, pendingWrites: 3 }));
  const [root] = forkTree(rows).threads[0]!.namespaces[0]!.roots;
  const [tip] = root!.children;
  expect([toldWrites(root!, "steps"), toldWrites(root!, "turns"), toldWrites(root!, "everything")]).toEqual([0, 0, 3]);
  expect([toldWrites(tip!, "steps"), toldWrites(tip!, "everything")]).toEqual([3, 3]);
});

test("tasks that were stopped because another one failed are not told as errors, unless there is nothing else", () => {
  const stopped = "AbortError: This operation was aborted";
  const errorsOf = (...errors: string[]) => ownErrors({ ...rowsOf("1")[0]!, errors });
  expect(errorsOf(stopped, "Error: no", stopped)).toEqual(["Error: no"]);
  expect(errorsOf(stopped)).toEqual([stopped]);
});

test("a line of 10,000 checkpoints is folded without running out of stack", () => {
  const tree = forkTree(rowsOf("1:input", ...Array.from({ length: 9_999 }, (_, at) => `${at + 2}<${at + 1}`)));
  expect(countCheckpoints(tree)).toBe(10_000);
  expect(words(foldTree(tree, fold("turns")))).toHaveLength(1);
  expect([...foldTree(tree, fold("steps")).cardOf]).toHaveLength(10_000);
});

test(`${TREES} random trees, with the seed ${SEED}: each checkpoint is on one card, and cards hang together as they do`, () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < TREES; round += 1) {
    const { rows } = randomRows(random);
    const tree = forkTree(rows);
    const turned = new Set(rows.filter(() => random.int(0, 3) === 0).map(keyText));
    const granularity = random.pick(["turns", "steps", "everything"] as const);
    const folded = foldTree(tree, fold(granularity, { turned }));
    const cards = [...cardsOf(folded)];
    expect(new Set(cards.map(({ key }) => key)).size).toBe(cards.length);

    const shown: TreeNode[] = [];
    for (const { kind, nodes, parent } of cards) {
      if (kind === "more") continue;
      shown.push(...nodes);
      expect(nodes[0]!.parent).toBe(parent?.nodes.at(-1) ?? null);
      nodes.slice(1).forEach((node, at) => expect(node.parent).toBe(nodes[at]));
      expect(new Set(nodes.map(({ turn }) => turn)).size).toBe(1);
    }
    expect(new Set(shown).size).toBe(shown.length);
    expect(folded.cardOf.size).toBe(shown.length);
    const expected = rows.filter((row) => isShown(row, tree, folded, granularity)).map(({ id }) => id);
    const found = shown.map(({ row }) => row.id);
    // Where a row has very many children, some are told as "+ n more" only, with all that comes of them.
    if (cards.some(({ kind }) => kind === "more")) expect(expected).toEqual(expect.arrayContaining(found));
    else expect(found.toSorted()).toEqual(expected.toSorted());
  }
});

/** By the rules, not by the cards: a subgraph is shown when the way up to the graph itself goes over cards of one checkpoint. */
function isShown(
  row: CheckpointRow,
  tree: ReturnType<typeof forkTree>,
  folded: FoldedTree,
  granularity: Granularity,
): boolean {
  const thread = tree.threads.find((each) => each.thread === row.thread)!;
  const hasOwn = thread.namespaces.some(({ namespace }) => namespace === "");
  if (row.namespace === "") return true;
  if (granularity !== "everything" && hasOwn) return false;
  const { anchor } = thread.namespaces.find(({ namespace }) => namespace === row.namespace)!;
  if (!anchor) return true;
  return isShown(anchor, tree, folded, granularity) && folded.cardOf.get(keyText(anchor))?.kind === "checkpoint";
}
