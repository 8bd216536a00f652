// The still picture of a fork tree: what the lab draws, in the same places and under the same names.
import { expect, test } from "vitest";
import { idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { foldTree } from "../../src/inspect/fold-tree.ts";
import { forkTree } from "../../src/inspect/fork-tree.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import { drawTree } from "../../src/site/build/draw-tree.ts";
import { layoutTree } from "../../src/site/elements/lab/tree-layout.ts";
import { checkpointRow } from "../inspect/random-trees.ts";

const at = (number: number, parent: number | null, fields: Partial<CheckpointRow> = {}) =>
  checkpointRow({ id: idOf(number), parent: parent === null ? null : idOf(parent), step: number, ...fields });

/** 1 – 2 – 3, with an update 4 – 5 from 2, and 6 in another thread, which was written to last. */
const FORKED = forkTree([
  at(1, null, { source: "input", next: ["__start__"] }),
  at(2, 1, { next: ["draft"] }),
  at(3, 2),
  at(4, 2, { source: "update", next: ["a-node-with-a-very-long-name"] }),
  at(5, 4, { interrupts: 1, pendingWrites: 2, errors: ["Error: no"] }),
  at(6, null, { thread: "other", source: "input" }),
]);

test("cards stand where the lab puts them, under the same names", () => {
  const { cards } = drawTree(FORKED);
  const layout = layoutTree(foldTree(FORKED, { granularity: "steps", turned: new Set(), opened: new Set(), kept: [] }));
  expect(cards.map(({ name, x, y }) => ({ name, x, y }))).toEqual(
    layout.cards.map(({ card, x, y }) => ({ name: card.nodes.at(-1)?.name, x, y })),
  );
  expect(cards).toHaveLength(6);
});

test("one latest in each thread, and what leads to it stands out", () => {
  const { cards } = drawTree(FORKED);
  const latest = cards.filter(({ isLatest }) => isLatest).map(({ name }) => name);
  expect(latest).toHaveLength(2);
  expect(cards.filter(({ leadsToLatest }) => !leadsToLatest).map(({ source }) => source)).toEqual(["loop"]);
});

test("what waits, failed or was written is said, in at most two badges; long names are cut, and whole in words", () => {
  const { cards, sentences } = drawTree(FORKED);
  expect(cards.flatMap(({ badges }) => badges.map(({ kind }) => kind))).toEqual(["waits", "error"]);
  expect(cards.find(({ source }) => source === "update")?.next).toBe("a-node-with-a-ver…");
  expect(sentences).toHaveLength(cards.length);
  expect(sentences.join("\n")).toContain("next: a-node-with-a-very-long-name");
});

test("the label names the threads and counts", () => {
  expect(drawTree(FORKED).label).toMatch(/^Fork tree of thread .+ and thread .+: 6 checkpoints$/);
});

test("everything is inside the picture", () => {
  const { cards, width, height } = drawTree(FORKED);
  for (const card of cards) {
    expect(card.x).toBeGreaterThanOrEqual(0);
    expect(card.x + 176).toBeLessThanOrEqual(width);
    expect(card.y + card.height).toBeLessThanOrEqual(height);
  }
});
