// How lists are stored: what is written for a list that grew, was trimmed or changed, and what a reader then has to touch.
import { type BlobRow, SEPARATOR, jsonText, segmentsOf } from "@forkpoint/savers/schema";
import { expect, test } from "vitest";
import { type StoredList, listOfSegments, planSegment, storedList } from "../../src/savers/saver/list-segments.ts";

// As in list-segments.ts: what its comment promises is checked here.
const SMALL = 8192;
const FAN_OUT = 24;
const MANY = 32;

/** The table blobs, and the list that was written last. */
class Chain {
  readonly rows = new Map<number, BlobRow>();
  list: StoredList | undefined;
  blobId = 0;
  written = 0;

  constructor(from?: Chain) {
    if (from === undefined) return;
    [this.list, this.blobId] = [from.list, from.blobId];
    this.rows = from.rows;
  }

  put(texts: readonly string[]): this {
    const plan = planSegment(this.list, texts);
    if (plan === "same") return this;
    const { n, base, skip, keep, data } = plan;
    this.blobId = this.rows.size + 1;
    this.rows.set(this.blobId, { type: null, n, base, skip, keep, data });
    this.list = storedList(this.blobId, texts, plan);
    this.written += data.length;
    return this;
  }

  append(...texts: string[]): this {
    return this.put([...(this.list?.texts ?? []), ...texts]);
  }

  /** The rows that a reader fetches, and their size. */
  touched(): { rows: number; size: number } {
    let [rows, size] = [0, 0];
    segmentsOf(this.blobId, (id) => {
      const row = this.rows.get(id);
      if (row !== undefined) [rows, size] = [rows + 1, size + row.data.length];
      return row;
    });
    // The first row is asked for twice: for the number of elements, and as a segment.
    return { rows: rows - 1, size: size - this.rows.get(this.blobId)!.data.length };
  }

  read(): string | undefined {
    return jsonText(this.blobId, (id) => this.rows.get(id));
  }
}

const json = (texts: readonly string[]): string => `[${texts.join(",")}]`;
const element = (n: number, size: number): string => JSON.stringify(String(n).padEnd(size, "x"));
const sizeOf = (texts: readonly string[]): number => texts.join(SEPARATOR).length;
const tiers = (size: number): number => Math.max(1, Math.ceil(Math.log(size / SMALL) / Math.log(FAN_OUT)) + 1);

test.each([10, 400, 3_000])(
  "2,000 appends of %i characters: rows, characters read and characters written stay within what is promised",
  (size) => {
    const chain = new Chain();
    const texts: string[] = [];
    let [most, mostRead] = [0, 0];
    for (let n = 1; n <= 2_000; n += 1) {
      texts.push(element(n, size));
      chain.put([...texts]);
      const { rows, size: read } = chain.touched();
      const held = n * (size + 2) + (n - 1) * SEPARATOR.length;
      expect(rows).toBeLessThanOrEqual(MANY + (FAN_OUT - 1) * tiers(held));
      expect(read).toBeLessThanOrEqual(2 * held + SMALL);
      [most, mostRead] = [Math.max(most, rows), Math.max(mostRead, read / held)];
    }
    const held = sizeOf(texts);
    expect(chain.written).toBeLessThanOrEqual((tiers(held) + 1) * held + 2_000 * (SMALL / MANY));
    expect(chain.read()).toBe(json(texts));
    // It is rows that are saved, too: not one long row, nor one for each append.
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(90);
    expect(mostRead).toBeLessThanOrEqual(1);
  },
  60_000,
);

test("no row is ever changed, and every list that was written still reads as it was", () => {
  const chain = new Chain();
  const kept: [blobId: number, json: string][] = [];
  const frozen = new Map<number, BlobRow>();
  for (let n = 1; n <= 300; n += 1) {
    chain.append(element(n, 300));
    kept.push([chain.blobId, json(chain.list!.texts)]);
    for (const [id, row] of frozen) if (chain.rows.get(id) !== row) throw new Error(`row ${id} was changed`);
    frozen.set(chain.blobId, chain.rows.get(chain.blobId)!);
  }
  for (const [blobId, text] of kept) expect(jsonText(blobId, (id) => chain.rows.get(id))).toBe(text);
});

test("branches of one list share what is older, and neither sees the other's", () => {
  const trunk = new Chain().put(Array.from({ length: 500 }, (_, n) => element(n, 200)));
  const before = trunk.list!.texts;
  const [left, right] = [new Chain(trunk), new Chain(trunk)];
  for (let n = 0; n < 100; n += 1) {
    left.append(element(n, 50));
    right.append(element(1000 + n, 50));
  }
  expect(left.read()).toBe(json([...before, ...Array.from({ length: 100 }, (_, n) => element(n, 50))]));
  expect(right.read()).toBe(json([...before, ...Array.from({ length: 100 }, (_, n) => element(1000 + n, 50))]));
  expect(trunk.read()).toBe(json(before));
  expect(left.written + right.written).toBeLessThan(sizeOf(before));
});

test("a window of 100 elements over 3,000: a read touches at most twice the window, a put writes what is new", () => {
  const chain = new Chain();
  let texts: string[] = [];
  for (let n = 1; n <= 3_000; n += 1) {
    texts = [...texts, element(n, 400)].slice(-100);
    chain.put(texts);
    const { rows, size } = chain.touched();
    expect(rows).toBeLessThanOrEqual(MANY + (FAN_OUT - 1) * tiers(sizeOf(texts)));
    expect(size).toBeLessThanOrEqual(2 * sizeOf(texts) + SMALL);
    if (n % 500 === 0) expect(chain.read()).toBe(json(texts));
  }
  expect(chain.written).toBeLessThan(5 * 3_000 * 403);
}, 60_000);

test("a list that shrinks and grows in turns keeps its bounds", () => {
  const chain = new Chain().put(Array.from({ length: 400 }, (_, n) => element(n, 300)));
  for (let n = 0; n < 400; n += 1) {
    const { texts } = chain.list!;
    chain.put(n % 3 === 0 ? texts.slice(0, -7) : [...texts, ...[1, 2, 3].map((more) => element(n * 10 + more, 300))]);
    const { rows, size } = chain.touched();
    expect(rows).toBeLessThanOrEqual(1 + MANY + (FAN_OUT - 1) * tiers(sizeOf(chain.list!.texts)));
    expect(size).toBeLessThanOrEqual(2 * sizeOf(chain.list!.texts) + SMALL);
  }
  expect(chain.read()).toBe(json(chain.list!.texts));
});

const a = Array.from({ length: 40 }, (_, n) => element(n, 100));
const changes: [name: string, after: string[], atMost: number][] = [
  ["nothing", [...a], 0],
  ["an element at the end", [...a, element(40, 100)], 110],
  ["the first elements gone", a.slice(5), 0],
  ["the last elements gone", a.slice(0, -5), 0],
  ["both ends gone", a.slice(3, 30), 0],
  ["a window moved on", [...a.slice(2), element(40, 100), element(41, 100)], 220],
  ["an element near the end replaced", a.with(37, element(99, 100)), 330],
  ["an element in the middle replaced: what follows is stored anew", a.with(20, element(99, 100)), 2_100],
  ["an element in front: all is stored anew", [element(99, 100), ...a], 4_300],
  ["the order turned round", a.toReversed(), 4_300],
  ["all replaced", a.map((_, n) => element(n + 100, 100)), 4_300],
  ["empty", [], 0],
];

test.each(changes)("%s: the new list is right, and no more is written than must be", (_, after, atMost) => {
  const chain = new Chain().put(a);
  const before = chain.written;
  chain.put(after);
  expect(chain.read()).toBe(json(after));
  expect(chain.written - before).toBeLessThanOrEqual(atMost);
  chain.append('"after"');
  expect(chain.read()).toBe(json([...after, '"after"']));
});

test("of a long list cut down to a few elements, a reader does not have to read the long one", () => {
  const chain = new Chain().put(Array.from({ length: 1_000 }, (_, n) => element(n, 200)));
  const few = chain.list!.texts.slice(-5);
  for (const after of [few, [...few, element(1_001, 200)], [...few.slice(1), element(1_002, 200)]]) {
    chain.put(after);
    expect(chain.touched().size).toBeLessThanOrEqual(2 * sizeOf(after) + SMALL);
    expect(chain.read()).toBe(json(after));
  }
});

test("the same list again is the same row", () => {
  const chain = new Chain().put(a);
  const { blobId } = chain;
  expect(chain.put([...a]).blobId).toBe(blobId);
  expect(chain.put([]).put([]).rows.size).toBe(2);
});

test("a window over equal elements, and over runs that begin alike, is found where it fits", () => {
  for (const before of [
    ['"x"', '"x"', '"x"', '"y"'],
    ['"x"', '"a"', '"x"', '"b"', '"x"', '"c"', '"d"'],
    Array.from({ length: 30 }, () => '"x"'),
  ])
    for (let skip = 0; skip < before.length; skip += 1)
      for (let end = skip; end <= before.length; end += 1) {
        const after = [...before.slice(skip, end), '"new"'];
        const chain = new Chain().put(before);
        const { written } = chain;
        expect(chain.put(after).read()).toBe(json(after));
        if (end === before.length) expect(chain.written - written).toBe('"new"'.length);
      }
});

test("what is read from rows goes on as what was kept in memory", () => {
  const kept = new Chain();
  for (let n = 0; n < 300; n += 1) kept.append(element(n, 90)).put(kept.list!.texts.slice(n % 7 === 0 ? 2 : 0));
  const segments = segmentsOf(kept.blobId, (id) => kept.rows.get(id))!;
  const read = listOfSegments(segments);
  expect(read.texts).toEqual(kept.list!.texts);
  expect(read.pieces).toEqual(kept.list!.pieces);
});

test("a chain with a row missing, or that goes round, has no text", () => {
  const row = (fields: Partial<BlobRow>): BlobRow => ({
    ...{ type: null, n: 2, base: null, skip: null, keep: null, data: "1" },
    ...fields,
  });
  const read = (rows: Record<number, BlobRow>, blobId: number) => jsonText(blobId, (id) => rows[id]);
  expect(read({ 2: row({ base: 1, skip: 0, keep: 1, data: "2" }), 1: row({ n: 1 }) }, 2)).toBe("[1,2]");
  expect(read({ 2: row({ base: 1, skip: 0, keep: 1 }) }, 2)).toBeUndefined();
  expect(read({ 2: row({ base: 2, skip: 0, keep: 1 }) }, 2)).toBeUndefined();
  expect(read({ 1: row({ base: 2, skip: 0, keep: 1 }), 2: row({ base: 1, skip: 0, keep: 1 }) }, 1)).toBeUndefined();
  expect(read({ 2: row({ base: 1, skip: 0, keep: 1 }), 1: row({ n: null }) }, 2)).toBeUndefined();
  expect(read({ 1: row({ type: "bytes", n: null, data: Uint8Array.of(1) }) }, 1)).toBeUndefined();
  expect(jsonText('"short"', () => undefined)).toBe('"short"');
});
