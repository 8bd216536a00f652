// Two checkpoints beside each other: messages matched by id, sides that can be swapped, and how the two are related, in words.
import { expect, test } from "vitest";
import { forkTree } from "../../src/inspect/fork-tree.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import type { CheckpointKey, Comparison, ShownMessage, ShownValue } from "../../src/inspect/saver-file.ts";
import {
  ancestorWords,
  groupRows,
  messageRows,
  ranWords,
  sideNames,
  swapped,
} from "../../src/site/elements/lab/compare-rows.ts";
import { nodesOf, row } from "./lab-state-rows.ts";

const message = (id: string | null, text = `text of ${id}`): ShownMessage => ({
  is: "message",
  role: "human",
  id,
  text,
  more: [],
});
const list = (...items: ShownValue[]): ShownValue => ({ is: "list", items });
const ids = (...names: string[]): ShownValue => list(...names.map((name) => message(name)));
const told = (left: ShownValue, right: ShownValue) =>
  messageRows(left, right)?.map((each) => `${each.kind} ${each.left?.id ?? "–"} ${each.right?.id ?? "–"}`);

test("messages are matched by id, each in its place", () => {
  expect(told(ids("a", "b", "c"), ids("a", "x", "c", "y"))).toEqual([
    "same a a",
    "only-left b –",
    "only-right – x",
    "same c c",
    "only-right – y",
  ]);
});

test("one id with another text is one message that changed", () => {
  expect(told(list(message("a", "old")), list(message("a", "new")))).toEqual(["changed a a"]);
});

test("a message that stands elsewhere on the other side is on both, and said to be", () => {
  expect(told(ids("a", "b"), ids("b", "a"))).toEqual(["moved a –", "same b b", "moved – a"]);
});

test("without ids, messages are the same by their words; and each of two alike is one", () => {
  const [one, two] = [message(null, "hi"), message(null, "there")];
  expect(messageRows(list(one, one, two), list(one, two))?.map(({ kind }) => kind)).toEqual([
    "same",
    "only-left",
    "same",
  ]);
});

test("a channel that one side does not have is a list without messages; other values are no such list", () => {
  expect(told(null, ids("a"))).toEqual(["only-right – a"]);
  expect(messageRows(list(message("a"), 1), ids("a"))).toBeNull();
  expect(messageRows(list(), list())).toBeNull();
  expect(messageRows("text", ids("a"))).toBeNull();
});

test("each side keeps all its messages in their order, on random lists", () => {
  let state = 3;
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  const wrong: unknown[] = [];
  let told = 0;
  for (let round = 0; round < 500; round++) {
    const some = () => Array.from({ length: random(7) }, () => message("abcdef"[random(6)]!, `text ${random(2)}`));
    const [left, right] = [some(), some()];
    const rows = messageRows(list(...left), list(...right)) ?? [];
    const kept = [rows.flatMap((each) => each.left ?? []), rows.flatMap((each) => each.right ?? [])];
    if (JSON.stringify(kept) !== JSON.stringify([left, right])) wrong.push([left, right]);
    told += rows.length;
  }
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(1_000);
});

test("neighbours of one kind stand together, those that changed alone", () => {
  const rows = messageRows(
    list(message("a"), message("b"), message("c", "old"), message("d", "old"), message("e")),
    list(message("a"), message("b"), message("c", "new"), message("d", "new"), message("x"), message("y")),
  )!;
  expect(
    groupRows(rows).map((group) =>
      group.kind === "pair" ? group.row.left?.id : [group.kind, ...group.messages.map(({ id }) => id)],
    ),
  ).toEqual([["same", "a", "b"], "c", "d", ["only-left", "e"], ["only-right", "x", "y"]]);
});

const keyOf = ({ thread, namespace, id }: CheckpointRow): CheckpointKey => ({ thread, namespace, id });
const comparison = (left: CheckpointRow, right: CheckpointRow, ancestor: CheckpointRow | null): Comparison => ({
  left: keyOf(left),
  right: keyOf(right),
  ancestor: ancestor && keyOf(ancestor),
  channels: [],
  ran: { left: [], right: [] },
  next: { left: [], right: [] },
  bytes: { left: 0, right: 0 },
});

test("swapping twice changes nothing; swapping once turns all that has sides", () => {
  const part = { path: ["a"], change: "added", left: null, right: 1 } as const;
  const channel = { name: "x", internal: false, change: "changed", left: 1, right: 2, parts: [part] } as const;
  const gone = { ...channel, change: "removed", right: null, parts: [] } as const;
  const before: Comparison = {
    ...comparison(row({ id: "1" }), row({ id: "2" }), null),
    channels: [channel, gone],
    ran: { left: ["a"], right: ["b"] },
    next: { left: ["c"], right: [] },
    bytes: { left: 1, right: 2 },
  };
  const after = swapped(before);
  expect(after).toMatchObject({ left: before.right, right: before.left, ran: { left: ["b"], right: ["a"] } });
  expect(after).toMatchObject({ next: { left: [], right: ["c"] }, bytes: { left: 2, right: 1 } });
  expect(after.channels.map(({ change, left, right }) => [change, left, right])).toEqual([
    ["changed", 2, 1],
    ["added", null, 1],
  ]);
  expect(after.channels[0]?.parts).toEqual([{ path: ["a"], change: "removed", left: 1, right: null }]);
  expect(swapped(after)).toEqual(before);
});

test("where two part is said by name; of one lineage, which comes from which", () => {
  const rows = [row({ id: "4", parent: "2" }), row({ id: "3", parent: "2" }), row({ id: "2", parent: "1" }), row({ id: "1" })]; // prettier-ignore
  const [fork, tip, middle, root] = nodesOf(forkTree(rows), rows);
  const words = (left: typeof fork, right: typeof fork, ancestor: typeof fork) =>
    ancestorWords(comparison(left!.row, right!.row, ancestor!.row), left!, right!);
  expect(words(fork, tip, middle)).toBe(`Both come from ${middle!.name}: that is where they part.`);
  expect(words(root, tip, root)).toBe(`${tip!.name} comes from ${root!.name}: one lineage, seen at two moments.`);
  expect(words(tip, root, root)).toBe(`${tip!.name} comes from ${root!.name}: one lineage, seen at two moments.`);
  expect(words(tip, tip, tip)).toBe("Both sides are the same checkpoint.");
});

test("without a common ancestor it is said why", () => {
  const rows = [
    row({ id: "9" }),
    row({ id: "8" }),
    row({ id: "7", parent: "gone", dangling: true }),
    row({ id: "6", thread: "other" }),
    row({ id: "5", namespace: "inner:1" }),
  ];
  const [one, two, cut, other, inner] = nodesOf(forkTree(rows), rows);
  const why = (right: typeof one) => ancestorWords(comparison(one!.row, right!.row, null), one!, right!);
  expect(why(two)).toContain("two beginnings");
  expect(why(cut)).toContain("a parent is missing");
  expect(why(other)).toContain("threads share nothing");
  expect(why(inner)).toContain("a subgraph keeps a lineage of its own");
});

test("two of the same name are told apart by their place", () => {
  const rows = [row({ id: "3", step: 0 }), row({ id: "2", step: 0, thread: "other" }), row({ id: "1", namespace: "in:1", step: 0 })]; // prettier-ignore
  const [one, other, inner] = nodesOf(forkTree(rows), rows);
  expect(one!.name).toBe(other!.name);
  expect(sideNames(one!, other!)).toEqual([`${one!.name} of thread`, `${other!.name} of other`]);
  expect(sideNames(one!, inner!)).toEqual([`${one!.name} of the graph`, `${inner!.name} of in:1`]);
  expect(sideNames(one!, one!)).toEqual([one!.name, one!.name]);
});

test("what ran again and again is said once, with how often", () => {
  expect(ranWords(["a", "b", "b", "b", "a"])).toEqual(["a", "b ×3", "a"]);
  expect(ranWords([])).toEqual([]);
});
