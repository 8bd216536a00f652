// Where cards stand, which lines are drawn between them, and where keys lead. Random trees are those of the fork tree's tests.
import { seededRandom } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import { idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { foldTree, type Granularity, keyText } from "../../src/inspect/fold-tree.ts";
import { forkTree } from "../../src/inspect/fork-tree.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import { type Area, cardsIn, edgePaths, lineageOf } from "../../src/site/elements/lab/tree-edges.ts";
import { type Layout, layoutTree, type PlacedCard, SIZES } from "../../src/site/elements/lab/tree-layout.ts";
import { move, type Move } from "../../src/site/elements/lab/tree-moves.ts";
import { foldWords, TreePicture, turnOf } from "../../src/site/elements/lab/tree-picture.ts";
import { checkpointRow, randomRows } from "../inspect/random-trees.ts";

const SEED = process.env.LAB_TREE_SEED ?? String(Date.now());
const TREES = 150;

const NO_FOLD = { turned: new Set<string>(), opened: new Set<string>(), kept: [] };
const EVERYWHERE: Area = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

function layoutOf(rows: readonly CheckpointRow[], granularity: Granularity = "everything"): Layout {
  return layoutTree(foldTree(forkTree(rows), { ...NO_FOLD, granularity }));
}

const at = (number: number, parent: number | null, fields: Partial<CheckpointRow> = {}) =>
  checkpointRow({ id: idOf(number), parent: parent === null ? null : idOf(parent), step: number, ...fields });

/** 1 – 2 – 3, with a fork 4 – 5 from 2, and 6 in another thread. */
const FORKED = [
  at(1, null, { source: "input" }),
  at(2, 1),
  at(3, 2),
  at(4, 2, { source: "fork" }),
  at(5, 4),
  at(6, null, { thread: "other", source: "input" }),
];

function find(layout: Layout, number: number): PlacedCard {
  return layout.cards.find(({ card }) => card.nodes.some(({ row }) => row.id === idOf(number)))!;
}

test("a line is a line, from the oldest down", () => {
  const { cards } = layoutOf([at(1, null), at(2, 1), at(3, 2)]);
  expect(new Set(cards.map(({ x }) => x)).size).toBe(1);
  expect(cards.map(({ y }) => y - cards[0]!.y)).toEqual([0, SIZES.row, 2 * SIZES.row]);
});

test("branches stand beside each other, the newest left, and the thread written to last comes first", () => {
  const layout = layoutOf(FORKED);
  const [old, fork, other] = [find(layout, 3), find(layout, 4), find(layout, 6)];
  expect(fork.row).toBe(old.row);
  expect(fork.x + SIZES.card).toBeLessThan(old.x);
  expect(other.x).toBeLessThan(fork.x);
  expect(other.row).toBe(0);
  expect(layout.columns.map(({ kind, name }) => [kind, name])).toEqual([
    ["thread", "other"],
    ["thread", "t"],
  ]);
});

test("a checkpoint without its parent stands at the height of its step, but no step makes the picture endless", () => {
  const line = [at(1, null), at(2, 1), at(3, 2), at(4, 3)];
  const lost = (step: number) => find(layoutOf([...line, at(9, 8, { step, dangling: true })]), 9).row;
  expect([lost(1), lost(3), lost(4)]).toEqual([0, 2, 3]);
  expect(lost(1e15)).toBe(4);
});

test("what a dangling parent says has room above the first row", () => {
  const first = (dangling: boolean) => layoutOf([at(1, dangling ? 77 : null, { dangling })]).cards[0]!.y;
  expect(first(true) - first(false)).toBe(SIZES.reason);
});

const inner = (number: number, anchor: number, run: string, parent: number | null = null) =>
  at(number, parent, { namespace: `inner:${run}`, parents: { "": idOf(anchor) } });

test("runs of a subgraph begin at the height of the checkpoint that called them, in frames that do not touch", () => {
  const line = [at(1, null), at(2, 1), at(3, 2), at(10, 3)];
  const runs = [inner(4, 1, "a"), inner(5, 1, "a", 4), inner(6, 2, "b"), inner(7, 2, "b", 6), inner(8, 3, "c")];
  const layout = layoutOf([...line, ...runs]);
  expect([4, 6, 8].map((number) => find(layout, number).row)).toEqual([0, 1, 2]);
  // The third begins where the first has ended, and so stands below it.
  expect(find(layout, 8).x).toBe(find(layout, 4).x);
  expect(find(layout, 6).x).not.toBe(find(layout, 4).x);
  expect(layout.frames.map(({ anchor }) => anchor && anchor.card.nodes[0]!.row.id).toSorted()).toEqual(
    [1, 2, 3].map(idOf),
  );
  for (const [one, other] of pairs(layout.frames)) expect(isApart(one, other)).toBe(true);
  expect(layout.columns.map(({ kind, name }) => [kind, name])).toEqual([
    ["lane", "inner"],
    ["thread", "t"],
  ]);
});

test("a card is higher where it has badges", () => {
  const rows = [at(1, null, { pendingWrites: 1 }), at(2, 1, { errors: ["Error: no"] })];
  const heights = (granularity: Granularity) => layoutOf(rows, granularity).cards.map(({ height }) => height);
  expect(heights("steps")).toEqual([SIZES.plain, SIZES.badged]);
  expect(heights("everything")).toEqual([SIZES.badged, SIZES.badged]);
});

test("numbers for a screen reader: rows in order, levels and places among siblings", () => {
  const layout = layoutOf(FORKED);
  expect(layout.cards.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
  const told = (number: number) => {
    const { level, position, siblings } = find(layout, number);
    return [level, position, siblings];
  };
  expect([1, 2, 3, 4, 5].map(told)).toEqual([
    [1, 1, 1],
    [2, 1, 1],
    [3, 2, 2],
    [3, 1, 2],
    [4, 1, 1],
  ]);
  layout.cards.forEach(({ parent, index }) => expect(parent?.index ?? -1).toBeLessThan(index));
});

test(`${TREES} random trees, with the seed ${SEED}: no card covers another, each is below its parent and inside the picture`, () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < TREES; round += 1) {
    const layout = layoutOf(randomRows(random).rows, random.pick(["turns", "everything"] as const));
    for (const row of layout.rows)
      row.slice(1).forEach(({ x }, index) => expect(x).toBeGreaterThanOrEqual(row[index]!.x + SIZES.card));
    for (const card of layout.cards) {
      expect(card.row).toBe((card.parent?.row ?? card.row - 1) + 1);
      expect(card.x).toBeGreaterThanOrEqual(SIZES.margin);
      expect(card.x + SIZES.card).toBeLessThanOrEqual(layout.width);
      expect(card.y + card.height).toBeLessThanOrEqual(layout.height);
      const shown = card.card.children.map(({ key }) => layout.byKey.get(key)!.x);
      expect(shown.toSorted((left, right) => left - right)).toEqual(shown);
    }
    expect(cardsIn(layout, EVERYWHERE)).toHaveLength(layout.cards.length);
    const area = areaAround(random.pick(layout.cards));
    const inside = layout.cards.filter((card) => !isApart({ ...card, width: SIZES.card }, box(area)));
    expect(cardsIn(layout, area)).toEqual(expect.arrayContaining(inside));
  }
});

test("of 5,000 checkpoints only those of the area are given, and a line that crosses it is drawn though both ends are outside", () => {
  const line = [at(1, null), ...Array.from({ length: 4_999 }, (_, index) => at(index + 2, index + 1))];
  const layout = layoutOf(line);
  const { x, y } = find(layout, 2_500);
  const area = { left: x, right: x + 10, top: y, bottom: y + 10 * SIZES.row };
  const found = cardsIn(layout, area);
  expect(found.length).toBeGreaterThan(9);
  expect(found.length).toBeLessThan(15);

  const wide = layoutOf([at(1, null), ...[2, 3, 4, 5, 6].map((number) => at(number, 1))]);
  const [left, right] = [find(wide, 6), find(wide, 2)];
  const between = {
    left: left.x + SIZES.card + 1,
    right: left.x + SIZES.card + 5,
    top: right.y - 20,
    bottom: right.y - 1,
  };
  expect(cardsIn(wide, between)).toEqual([]);
  const { plain } = edgePaths(wide, between, { latest: new Set(), selected: new Set() });
  expect(plain.match(/M/g)?.length).toBe(1);
});

test("lineages are lines of their own, and a missing parent is a stub", () => {
  const layout = layoutOf([...FORKED, at(9, 8, { thread: "lost", dangling: true })]);
  const count = (path: string) => path.match(/M/g)?.length ?? 0;
  const lineages = { latest: lineageOf(find(layout, 5)), selected: lineageOf(find(layout, 3)) };
  const { plain, latest, selected, stubs } = edgePaths(layout, EVERYWHERE, lineages);
  expect([count(plain), count(latest), count(selected), count(stubs)]).toEqual([1, 3, 2, 1]);
});

test("keys: up to the parent, down the branch that stands out, to the sides at the same height, first and latest", () => {
  const layout = layoutOf(FORKED);
  const none = new Set<PlacedCard>();
  const to = (from: number, where: Move, lineages = { latest: none, selected: none }) =>
    move(layout, find(layout, from), where, lineages)?.card.nodes[0]!.row.step ?? null;
  expect(to(5, "up")).toBe(4);
  expect(to(1, "up")).toBeNull();
  expect(to(2, "down")).toBe(4);
  expect(to(2, "down", { latest: lineageOf(find(layout, 3)), selected: none })).toBe(3);
  expect(to(2, "down", { latest: lineageOf(find(layout, 3)), selected: lineageOf(find(layout, 5)) })).toBe(4);
  expect(to(5, "down")).toBeNull();
  expect([to(4, "right"), to(3, "left"), to(3, "right")]).toEqual([3, 4, null]);
  // Beside the forked thread the other one has nothing of this height: its nearest is where one gets.
  expect([to(4, "left"), to(1, "left"), to(6, "right")]).toEqual([6, 6, 1]);
  expect([to(5, "home"), to(3, "end")]).toEqual([1, 5]);
});

test("up from a subgraph leads to the checkpoint that called it", () => {
  const layout = layoutOf([at(1, null), at(2, 1), inner(3, 2, "a")]);
  expect(move(layout, find(layout, 3), "up", { latest: new Set(), selected: new Set() })).toBe(find(layout, 2));
});

test("the end of a thread is its latest although that is folded into a turn", () => {
  const layout = layoutOf([at(1, null, { source: "input" }), at(2, 1), at(3, 2)], "turns");
  const card = find(layout, 3);
  expect(card.card.kind).toBe("turn");
  expect(move(layout, card, "end", { latest: new Set(), selected: new Set() })).toBe(card);
});

test("folding is offered for each checkpoint of a turn, and for nothing else", () => {
  const rows = [at(1, null, { source: "input" }), at(2, 1), at(3, 2, { source: "update" })];
  const picture = new TreePicture(forkTree(rows), { ...NO_FOLD, granularity: "steps" });
  const [first, second, third] = rows.map((row) => picture.placedOf(row)!.card);
  expect([first, second, third].map((card) => turnOf(card!)?.key ?? null)).toEqual([first!.key, first!.key, null]);
  expect([first, second, third].map((card) => foldWords(card!))).toEqual([
    "Fold its 2 steps",
    "Fold its 2 steps",
    null,
  ]);
  const folded = new TreePicture(forkTree(rows), { ...NO_FOLD, granularity: "steps", turned: new Set([first!.key]) });
  expect(folded.placedOf(rows[1]!)).toBe(folded.placedOfText(keyText(rows[0]!)));
  expect(foldWords(folded.placedOf(rows[1]!)!.card)).toBe("Show its 2 steps");
});

test("what leads to the latest of each thread stands out, but nothing of a subgraph", () => {
  const picture = new TreePicture(forkTree([...FORKED, inner(7, 2, "a")]), { ...NO_FOLD, granularity: "everything" });
  const steps = [...picture.latest].map(({ card }) => card.nodes[0]!.row.step);
  expect(steps.toSorted()).toEqual([1, 2, 4, 5, 6]);
  expect(picture.head()!.card.nodes[0]!.row.thread).toBe("t");
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function isApart(one: Box, other: Box): boolean {
  return (
    one.x + one.width < other.x ||
    other.x + other.width < one.x ||
    one.y + one.height < other.y ||
    other.y + other.height < one.y
  );
}

function box({ left, top, right, bottom }: Area): Box {
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function areaAround({ x, y }: PlacedCard): Area {
  return { left: x - 100, right: x + 200, top: y - 150, bottom: y + 150 };
}

function pairs<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((item, index) => items.slice(index + 1).map((other): [Item, Item] => [item, other]));
}
