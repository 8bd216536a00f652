// The parts of the store that have rules of their own: names as text, paths, the best of many.
import { expect, test, vi } from "vitest";
import { seededRandom } from "../../../src/conformance/random.ts";
import { parsePath, textsAt } from "../../../src/savers/store/field-paths.ts";
import { parseFilter } from "../../../src/savers/store/filter.ts";
import { labelsOf, rangeUnder, storedNamespace } from "../../../src/savers/store/namespace.ts";
import { topRanks } from "../../../src/savers/store/top-ranks.ts";
import { simdKernel } from "../../../src/savers/store/simd-kernel.ts";
import { VectorMatrix } from "../../../src/savers/store/vector-matrix.ts";
import { ArrayRows, SimdRows, type VectorRows, vectorRows } from "../../../src/savers/store/vector-rows.ts";
import { codeOf } from "../saver-at-hand.ts";

const ODD_LABELS = [
  "a",
  "ab",
  "/",
  "a/",
  "a/b",
  "\\",
  "\\u002f",
  "0",
  "",
  "\0",
  "\ud800",
  "\udfff\ud800",
  "😀",
  "\u{10FFFF}",
  "%",
  "_",
  "*",
  "\ufeff",
  " ",
];

test("labels come back as they were, and different namespaces are different texts", () => {
  const namespaces = ODD_LABELS.flatMap((first) => [[first], ...ODD_LABELS.map((second) => [first, second])]);
  const stored = namespaces.map(storedNamespace);
  expect(stored.map(labelsOf)).toEqual(namespaces);
  expect(new Set(stored).size).toBe(namespaces.length);
});

test("the range under a namespace holds what begins with its labels, and nothing else", () => {
  const bytes = (text: string) => Buffer.from(text, "utf8");
  const namespaces = ODD_LABELS.flatMap((first) => [[first], ...ODD_LABELS.map((second) => [first, second])]);
  for (const prefix of namespaces) {
    const [low, high] = rangeUnder(prefix);
    const inRange = namespaces.filter((each) => {
      const stored = bytes(storedNamespace(each));
      return stored.compare(bytes(low)) >= 0 && stored.compare(bytes(String(high))) < 0;
    });
    expect(inRange).toEqual(namespaces.filter((each) => prefix.every((label, at) => each[at] === label)));
  }
});

test.each([
  ["text", ["x"]],
  ["$.text", ["x"]],
  ["a.b", ["deep"]],
  ["a[*].b", []],
  ["list[*].b", ["1", "2"]],
  ["list[0].b", ["1"]],
  ["list[-1].b", ["2"]],
  ["list[2].b", []],
  ["list[-3].b", []],
  ["rows[*][*]", ["p", "q", "r"]],
  ["rows[1][0]", ["r"]],
  ["rows[*]", [JSON.stringify(["p", "q"], null, 2), JSON.stringify(["r"], null, 2)]],
  ["n", ["0"]],
  ["yes", ["false"]],
  ["none", []],
  ["empty", []],
  ["missing.b", []],
  ["constructor.name", []],
  ["text.length", []],
  ["text[0]", []],
])("the path %s leads to %j", (path, texts) => {
  const value = {
    text: "x",
    a: { b: "deep" },
    list: [{ b: 1 }, { b: 2 }],
    rows: [["p", "q"], ["r"]],
    n: 0,
    yes: false,
    none: null,
    empty: "",
  };
  expect(textsAt(value, parsePath(path))).toEqual(texts);
});

test("the path $ is the whole value as text", () => {
  expect(textsAt({ a: [1] }, parsePath("$"))).toEqual([JSON.stringify({ a: [1] }, null, 2)]);
});

test.each(["", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a]b", "a[1]b", "a[1.5]", 7])(
  "%j is no path",
  async (path) => {
    expect(await codeOf(() => parsePath(path))).toBe("INDEX_INVALID");
  },
);

test("the best of many are those that sorting gives, equal scores by the higher id, -Infinity never", () => {
  const random = seededRandom("top ranks");
  for (let round = 0; round < 300; round += 1) {
    const size = random.int(0, 60);
    const scores = Float64Array.from({ length: size }, () =>
      random.int(0, 5) === 0 ? -Infinity : random.int(-3, 3) / 3,
    );
    const ids = Float64Array.from(random.shuffle(Array.from({ length: size }, (_, n) => n + 1)));
    const count = random.int(0, size + 3);
    const sorted = Array.from(scores.keys())
      .filter((at) => scores[at] !== -Infinity)
      .sort((a, b) => scores[b]! - scores[a]! || ids[b]! - ids[a]!);
    expect([...topRanks(scores, ids, size, count)]).toEqual(sorted.slice(0, count));
  }
});

const KINDS_OF_ROWS: Record<string, (dims: number) => VectorRows> = {
  "SIMD rows": (dims) => new SimdRows(dims, simdKernel()!),
  "array rows": (dims) => new ArrayRows(dims),
};

test.each(Object.entries(KINDS_OF_ROWS))("%s give the products of every length, block by block", (_, rowsOf) => {
  const random = seededRandom("rows");
  for (const dims of [1, 2, 3, 4, 5, 15, 16, 17, 100]) {
    const vector = () => Float32Array.from({ length: dims }, () => random.int(-8, 8));
    const rows = rowsOf(dims);
    const vectors = Array.from({ length: 2_500 }, vector);
    for (const [row, each] of vectors.entries()) {
      rows.reserve(row + 1);
      rows.set(row, each);
    }
    const products = new Float32Array(vectors.length).fill(-1);
    // A query before: what it left in memory must not count.
    rows.multiply(vector(), products, 0, 1);
    products.fill(-1);
    const query = vector();
    rows.multiply(query, products, 10, 2_400);
    const wanted = vectors.map((each, row) =>
      row < 10 || row >= 2_410 ? -1 : each.reduce((sum, number, at) => sum + number * query[at]!, 0),
    );
    expect([...products]).toEqual(wanted);
  }
});

test("without WebAssembly, and with one that compiles nothing, there is no kernel", () => {
  const forbidding = {
    Module: class {
      constructor() {
        throw new Error("refused by the page's policy");
      }
    },
  };
  expect(simdKernel()).toBeDefined();
  vi.stubGlobal("WebAssembly", undefined);
  expect(simdKernel()).toBeUndefined();
  vi.stubGlobal("WebAssembly", forbidding);
  expect(simdKernel()).toBeUndefined();
  expect(vectorRows(3)).toBeInstanceOf(ArrayRows);
  vi.unstubAllGlobals();
  expect(vectorRows(3)).toBeInstanceOf(SimdRows);
});

test.each(Object.entries(KINDS_OF_ROWS))(
  "a matrix of %s keeps its items apart while some go and holes are closed",
  (_, rows) => {
    const random = seededRandom("matrix");
    const matrix = new VectorMatrix(rows(3));
    const model = new Map<number, { group: string; vectors: number[][] }>();
    const query = Float32Array.from([1, -2, 3]);
    let largest = 0;
    for (let id = 1; id <= 6_000; id += 1) {
      const vectors = Array.from({ length: random.int(1, 3) }, () => [
        random.int(-4, 4),
        random.int(-4, 4),
        random.int(-4, 4),
      ]);
      const group = random.pick(["g/", "h/"]);
      matrix.add(
        id,
        group,
        vectors.map((vector) => Float32Array.from(vector)),
      );
      model.set(id, { group, vectors });
      while (model.size > 40) {
        const gone = random.pick([...model.keys()]);
        model.delete(gone);
        matrix.remove(gone);
      }
      if (id % 20 !== 0) continue;
      const { scores, ids, size } = matrix.score(query, (name) => name === "g/");
      const found = Array.from({ length: size }, (_, at) => [ids[at]!, scores[at]!] as const);
      const wanted = [...model]
        .filter(([, each]) => each.group === "g/")
        .map(([each, { vectors }]) => [each, Math.max(...vectors.map(([x, y, z]) => x! - 2 * y! + 3 * z!))] as const);
      expect(new Map(found.filter(([, score]) => score !== -Infinity))).toEqual(new Map(wanted));
      expect(matrix.rowCount).toBe([...model.values()].reduce((sum, { vectors }) => sum + vectors.length, 0));
      largest = Math.max(largest, size);
    }
    // 6,000 items went through it.
    expect(largest).toBeLessThan(2_000);
  },
);

const FILTERED: Record<string, Record<string, unknown>> = {
  one: { x: 1 },
  two: { x: 2 },
  "text one": { x: "1" },
  "text two": { x: "2" },
  yes: { x: true },
  no: { x: false },
  none: { x: null },
  missing: { y: 1 },
  empty: { x: {} },
  object: { x: { a: 1, b: [1, 2] } },
  "more of it": { x: { a: 1, b: [1, 2], c: 3 } },
  list: { x: [1, 2] },
  "longer list": { x: [1, 2, 3] },
};

test.each<[filter: Record<string, unknown>, keys: string[] | "all but", but?: string[]]>([
  [{}, "all but", []],
  [{ x: 1 }, ["one"]],
  [{ x: "1" }, ["text one"]],
  [{ x: true }, ["yes"]],
  [{ x: null }, ["none"]],
  [{ x: {} }, ["empty"]],
  [{ x: { b: [1, 2], a: 1 } }, ["object"]],
  [{ x: { a: 1 } }, []],
  [{ x: [1, 2] }, ["list"]],
  [{ x: [1, 2, 3] }, ["longer list"]],
  [{ x: [2, 1] }, []],
  [JSON.parse('{ "__proto__": {} }') as Record<string, unknown>, []],
  [{ x: 1, y: 1 }, []],
  [{ x: { $eq: 1 } }, ["one"]],
  [{ x: { $ne: 1 } }, "all but", ["one"]],
  [{ x: { $ne: null } }, "all but", ["none"]],
  [{ x: { $gt: 1 } }, ["two"]],
  [{ x: { $gte: 1 } }, ["one", "two"]],
  [{ x: { $lt: 2 } }, ["one"]],
  [{ x: { $lte: 2 } }, ["one", "two"]],
  [{ x: { $gt: 1, $lt: 2 } }, []],
  [{ x: { $gt: "1" } }, ["text two"]],
  [{ x: { $gte: "1", $lt: "10" } }, ["text one"]],
  [{ x: { $gte: false } }, []],
  [{ x: { $lte: null } }, []],
  [{ x: { $gte: [0] } }, []],
  [{ x: { $in: [1, "2", null, [1, 2]] } }, ["one", "text two", "none", "list"]],
  [{ x: { $in: [] } }, []],
  [{ x: { $nin: [1, "2"] } }, "all but", ["one", "text two"]],
  [{ missing: { $ne: 1 } }, "all but", []],
  [{ constructor: { $ne: 1 } }, "all but", []],
  [{ toString: {} }, []],
  [{ "x.a": 1 }, []],
])("the filter %j finds %j %j", (filter, keys, but) => {
  const matches = parseFilter(filter) ?? (() => true);
  const found = Object.keys(FILTERED).filter((key) => matches(FILTERED[key]!));
  expect(found).toEqual(keys === "all but" ? Object.keys(FILTERED).filter((key) => !but!.includes(key)) : keys);
});

test("a filter is read when it is given: what the caller changes later does not matter", () => {
  const wanted = { x: { $in: [1] } };
  const matches = parseFilter(wanted)!;
  wanted.x.$in.push(2);
  expect([matches({ x: 1 }), matches({ x: 2 })]).toEqual([true, false]);
});
