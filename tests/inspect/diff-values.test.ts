// What a difference says, done to the left value, gives the right one. The seed is in the name of the test;
// DIFF_SEED runs another one.
import { seededRandom } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import { alignLists } from "../../src/inspect/align-lists.ts";
import { MOST_PARTS, diffValues, isEqual } from "../../src/inspect/diff-values.ts";
import type { ShownValue } from "../../src/inspect/saver-file.ts";
import { showValue } from "../../src/inspect/show-value.ts";
import { applyParts, changed, randomValue } from "./random-values.ts";

const SEED = process.env.DIFF_SEED ?? String(Date.now());
const PAIRS = 3_000;

const show = (value: unknown): ShownValue => showValue(JSON.parse(JSON.stringify(value))).value;
const told = (left: ShownValue, right: ShownValue) =>
  diffValues(left, right).parts.map(({ path, change }) => `${change} ${path.join(".")}`);
const message = (id: string | null, text: string): ShownValue => ({ is: "message", role: "ai", id, text, more: [] });
const list = (...items: ShownValue[]): ShownValue => ({ is: "list", items });

/** Entries in one order, so that values can be compared whose entries have none. */
function sorted(value: ShownValue): unknown {
  if (typeof value !== "object" || value === null || value.is === "other") return value;
  if (value.is === "list") return { ...value, items: value.items.map(sorted) };
  const entriesOf = (entries: readonly (readonly [string, ShownValue])[]) =>
    entries.map(([key, part]) => [key, sorted(part)]).toSorted(([left], [right]) => (left! < right! ? -1 : 1));
  return value.is === "message"
    ? { ...value, more: entriesOf(value.more) }
    : { ...value, entries: entriesOf(value.entries) };
}

test(`${PAIRS} random pairs, with the seed ${SEED}: the parts lead from left to right`, () => {
  const random = seededRandom(SEED);
  let inside = 0;
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const left = randomValue(random);
    const right = changed(left, random);
    const { parts, partsLeftOut } = diffValues(left, right);
    expect(partsLeftOut).toBeUndefined();
    if (parts.length === 0) {
      const kinds = [left, right].map((value) => (typeof value === "object" && value !== null ? value.is : "scalar"));
      const nothingCommon =
        kinds[0] !== kinds[1] || kinds[0] === "scalar" || kinds[0] === "other" || kinds[0] === "object";
      expect(nothingCommon || isEqual(left, right)).toBe(true);
      continue;
    }
    inside += 1;
    expect(sorted(applyParts(left, parts))).toEqual(sorted(right));
    for (const part of parts)
      expect(part.left === null || part.right === null || !isEqual(part.left, part.right)).toBe(true);
  }
  expect(inside).toBeGreaterThan(PAIRS / 5);
});

test("messages are matched by id, wherever they stand", () => {
  const [a, b, c] = [message("a", "1"), message("b", "2"), message("c", "3")];
  expect(told(list(a, b, c), list(a, c))).toEqual(["removed 1"]);
  expect(told(list(a, b), list(c, a, b))).toEqual(["added 0"]);
  expect(told(list(a, b), list(a, message("b", "two")))).toEqual(["changed 1.text"]);
  expect(told(list(a, b), list(c, message("b", "two")))).toEqual(["removed 0", "added 0", "changed 1.text"]);
  expect(told(list(a), list(c))).toEqual(["removed 0", "added 0"]);
  expect(told(list(message(null, "1")), list(message(null, "2")))).toEqual(["changed 0.text"]);
});

test("other elements are matched by what they hold; one in the place of another has changed", () => {
  expect(told(show([1, 2, 3, 4]), show([1, 3, 4, 5]))).toEqual(["removed 1", "added 3"]);
  expect(told(show([1, 2, 3]), show([1, "two", 3]))).toEqual(["changed 1"]);
  expect(told(show([{ id: "x", n: 1 }, 7]), show([7, { id: "x", n: 2 }]))).toEqual(["removed 0", "added 1"]);
  expect(told(show([{ a: { b: 1 } }]), show([{ a: { b: 2, c: 3 } }]))).toEqual(["changed 0.a.b", "added 0.a.c"]);
});

test("values of two kinds have no parts, and keys that are named like prototypes are keys", () => {
  expect(told(show({ a: 1 }), show([1]))).toEqual([]);
  expect(told(show({ a: 1 }), { is: "object", type: "Map", entries: [["a", 1]] })).toEqual([]);
  const left = showValue(JSON.parse('{"__proto__":{"x":1},"constructor":1}')).value;
  const right = showValue(JSON.parse('{"__proto__":{"x":2}}')).value;
  expect(told(left, right)).toEqual(["changed __proto__.x", "removed constructor"]);
});

test("a Map whose keys have one name differs as a whole where no part can say so", () => {
  const mapOf = (value: number): ShownValue => ({
    is: "object",
    type: "Map",
    entries: [
      ["1", value],
      ["1", 0],
    ],
  });
  expect(told(show([1]), show([1]))).toEqual([]);
  expect(told(list(mapOf(1)), list(mapOf(2)))).toEqual(["changed 0"]);
});

test("too many parts are counted", () => {
  const many = (from: number) => show(Array.from({ length: MOST_PARTS + 10 }, (_, n) => ({ n: n + from })));
  expect(diffValues(many(0), many(10_000))).toMatchObject({ partsLeftOut: 10 });
  expect(diffValues(many(0), many(10_000)).parts).toHaveLength(MOST_PARTS);
});

test("lists that are too long to be searched are aligned by the last of each text", () => {
  const long = Array.from({ length: 5_000 }, (_, n) => (n % 5 === 0 ? "often" : String(n)));
  const shifted = ["new", ...long.toSpliced(2_500, 7).slice(1), "end"];
  const moved = [...shifted.slice(0, 9), "4001", ...shifted.slice(9)];
  for (const right of [shifted, moved]) {
    const pairs = alignLists(long, right);
    expect(pairs.length).toBeGreaterThan(3_990);
    const rises = pairs.every(([from, to], at) => at === 0 || (from > pairs[at - 1]![0] && to > pairs[at - 1]![1]));
    expect([rises, pairs.every(([from, to]) => long[from] === right[to])]).toEqual([true, true]);
  }
  // The table would not fit into any memory.
  const huge = Array.from({ length: 70_000 }, (_, n) => String(n));
  expect(alignLists(huge, ["new", ...huge, "end"])).toHaveLength(70_000);
  expect(alignLists([], ["a"])).toEqual([]);
});
