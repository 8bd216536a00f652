// Growth is told in words that a number behind them bears out, and axes have round numbers.
import { expect, test } from "vitest";
import { growthWords, pruneWords, roundTicks, sizeWords, thinned } from "../../src/inspect/growth-words.ts";
import type { ThreadGrowth } from "../../src/inspect/saver-file.ts";

/** With spaces that may break. */
const plain = (words: string): string => words.replaceAll("\u00a0", " ");

const grown = (bytes: number, wholeBytes: number, pruneFrees = 0): ThreadGrowth => ({
  thread: "t",
  points: [{ key: { thread: "t", namespace: "", id: "1" }, step: 0, rows: 1, bytes, wholeBytes }],
  pruneFrees,
});

test("sizes have as many digits as they deserve", () => {
  const sizes = [0, 1, 999, 999.6, 1000, 1549, 9949, 9950, 210_400, 999_499, 999_500, 1_000_000, 2.5e9, 4e12];
  expect(sizes.map((size) => plain(sizeWords(size)))).toEqual([
    ...["0 bytes", "1 byte", "999 bytes", "1 KB", "1 KB", "1.5 KB", "9.9 KB", "10 KB", "210 KB"],
    ...["999 KB", "1 MB", "1 MB", "2.5 GB", "4000 GB"],
  ]);
});

test("the ratio is a fraction where it is one, else a percentage", () => {
  expect(plain(growthWords(grown(12_000, 210_000)))).toBe("12 KB instead of 210 KB: 1/18");
  expect(plain(growthWords(grown(1000, 2000)))).toBe("1 KB instead of 2 KB: 1/2");
  expect(plain(growthWords(grown(1000, 1500)))).toBe("1 KB instead of 1.5 KB: 33 % less");
  expect(plain(growthWords(grown(1000, 1000)))).toBe("1 KB instead of 1 KB: as much");
  expect(plain(growthWords(grown(1200, 1000)))).toMatch(/^1\.2 KB instead of 1 KB: 20 % more/);
  expect(plain(growthWords({ thread: "t", points: [], pruneFrees: 0 }))).toBe("Nothing is stored.");
});

test("what pruning frees is told with what it costs", () => {
  expect(plain(pruneWords(grown(1000, 9000, 500)))).toBe(
    "Pruning all but the newest checkpoint would free 500 bytes of 1 KB (50 %), and with it the way back.",
  );
  expect(plain(pruneWords(grown(1000, 9000, 0)))).toMatch(/would free nothing/);
});

test("ticks are round, begin at 0, reach the most and are few", () => {
  expect(roundTicks(210_000)).toEqual([0, 100_000, 200_000, 300_000]);
  expect(roundTicks(4)).toEqual([0, 1, 2, 3, 4]);
  expect(roundTicks(0)).toEqual([0, 1]);
  for (const most of [1, 3, 7, 13, 99, 101, 12_345, 999_999]) {
    const ticks = roundTicks(most);
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
    expect(ticks.at(-2)).toBeLessThan(most);
    expect(ticks.length).toBeLessThanOrEqual(5);
  }
});

test("a long list is thinned evenly, with both ends", () => {
  const list = Array.from({ length: 1001 }, (_, at) => at);
  expect(thinned(list, 5)).toEqual([0, 250, 500, 750, 1000]);
  expect(thinned([1, 2], 5)).toEqual([1, 2]);
});
