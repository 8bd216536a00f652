// Differences of texts word by word, checked against the texts themselves; and what changed, in words.
import { expect, test } from "vitest";
import type { ChannelDiff, ShownMessage, ShownValue, ValueDiff } from "../../src/inspect/saver-file.ts";
import { changeSummary, isFew, messageAt, messageDiffs, pathText } from "../../src/site/elements/lab/diff-parts.ts";
import { type Stretch, commonWords, diffWords, shortened } from "../../src/site/elements/lab/diff-words.ts";

const texts = (stretches: readonly Stretch[], without: Stretch["kind"]): string =>
  stretches.filter(({ kind }) => kind !== without).map(({ text }) => text).join(""); // prettier-ignore

/** The same numbers every time, so that a failure can be repeated. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Length of a longest common row, by the table that every textbook has. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  let above = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const row = [0];
    for (const [at, other] of right.entries())
      row.push(word === other ? above[at]! + 1 : Math.max(above[at + 1]!, row[at]!));
    above = row;
  }
  return above.at(-1)!;
}

test("what two rows of words have in common is a longest such row, on 1,000 random pairs", () => {
  const random = randomNumbers(7);
  const words = () => Array.from({ length: random(12) }, () => "abcd"[random(4)]!);
  const wrong: string[] = [];
  for (let round = 0; round < 1_000; round++) {
    const [left, right] = [words(), words()];
    const pairs = commonWords(left, right)!;
    const isEqual = pairs.every(([x, y]) => left[x] !== undefined && left[x] === right[y]);
    const rises = pairs.every(([x, y], at) => at === 0 || (x > pairs[at - 1]![0] && y > pairs[at - 1]![1]));
    const isLongest = pairs.length === longestCommon(left, right);
    if (!isEqual || !rises || !isLongest) wrong.push(`${left.join("")} ${right.join("")}: ${JSON.stringify(pairs)}`);
  }
  expect(wrong).toEqual([]);
});

test("without what came the stretches are the old text, without what went the new one, on 500 random pairs", () => {
  const random = randomNumbers(11);
  const pieces = ["river", "sea", " ", "\n", ", ", "👍", "é", "  ", "x1"];
  const piece = () => pieces[random(pieces.length)]!;
  const edited = (text: readonly string[]) =>
    text.flatMap((each) => [[each, piece()], [piece()], [], [each], [each], [each]][random(6)]!);
  const wrong: unknown[] = [];
  let told = 0;
  for (let round = 0; round < 500; round++) {
    const begins = Array.from({ length: 3 + random(15) }, piece);
    const [left, right] = [begins.join(""), edited(begins).join("")];
    const stretches = diffWords(left, right);
    if (stretches === null) continue;
    told += 1;
    const isWhole = texts(stretches, "added") === left && texts(stretches, "removed") === right;
    const alternates = stretches.every(({ kind, text }, at) => text !== "" && kind !== stretches[at + 1]?.kind);
    if (!isWhole || !alternates) wrong.push([left, right, stretches]);
  }
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(200);
});

test("words change as words, and neighbours that changed are one change", () => {
  expect(diffWords("the old brown fox runs home", "the new red fox runs home")).toEqual([
    { kind: "same", text: "the " },
    { kind: "removed", text: "old brown" },
    { kind: "added", text: "new red" },
    { kind: "same", text: " fox runs home" },
  ]);
});

test("texts that are too large or too different are shown whole", () => {
  expect(diffWords("one two three", "four five six")).toBeNull();
  const long = "word ".repeat(4_000);
  expect(diffWords(long, `${long.slice(5)}`)).not.toBeNull();
  expect(diffWords(long, `${long}more`)).toBeNull();
  const much = (own: string, times: number) =>
    Array.from({ length: times }, (_, at) => `common${at}, ${own}${at}; `).join("");
  expect(diffWords(much("a", 190), much("b", 190))).not.toBeNull();
  expect(diffWords(much("a", 210), much("b", 210))).toBeNull();
});

test("of a long part that is the same, both ends are left", () => {
  const same = "s".repeat(1_000);
  const stretches: Stretch[] = [
    { kind: "same", text: same },
    { kind: "added", text: "new" },
    { kind: "same", text: same },
    { kind: "removed", text: "old".repeat(200) },
    { kind: "same", text: "short" },
  ];
  const end = { kind: "same", text: "s".repeat(120) };
  expect(shortened(stretches)).toEqual([
    { leftOut: 880 },
    end,
    stretches[1],
    end,
    { leftOut: 760 },
    end,
    stretches[3],
    stretches[4],
  ]);
});

const message = (id: string, text: string, more: ShownMessage["more"] = []): ShownMessage => ({
  is: "message",
  role: "ai",
  id,
  text,
  more,
});
const list = (...items: ShownValue[]): ShownValue => ({ is: "list", items });
const diff = (parts: ValueDiff[], more: Partial<ChannelDiff> = {}): ChannelDiff => ({
  name: "channel",
  internal: false,
  change: "changed",
  left: null,
  right: null,
  parts,
  ...more,
});
const changed = (path: ValueDiff["path"]): ValueDiff => ({ path, change: "changed", left: 1, right: 2 });

test("a change is summed up by what changed, and how often", () => {
  const parts: ValueDiff[] = [
    { path: ["a"], change: "added", left: null, right: 1 },
    { path: ["b"], change: "added", left: null, right: 1 },
    { path: ["c", 0], change: "removed", left: 1, right: null },
  ];
  expect(changeSummary(diff(parts))).toBe("2 entries added, 1 item removed");
  expect(changeSummary(diff([], { left: "a", right: "b" }))).toBe("another text");
  expect(changeSummary(diff([], { left: "a", right: 7 }))).toBe("another value");
  expect(changeSummary(diff([changed([0])], { partsLeftOut: 900 }))).toBe("901 places changed");
});

test("all that differs inside one message is one change of that message", () => {
  const right = list(message("1", "new"), message("2", "came"));
  const parts: ValueDiff[] = [
    changed([0, "text"]),
    { path: [0, "name"], change: "added", left: null, right: "bot" },
    { path: [1], change: "added", left: null, right: message("2", "came") },
  ];
  const both = diff(parts, { left: list(message("1", "old")), right });
  expect(changeSummary(both)).toBe("1 message changed, 1 message added");
  expect(messageAt(both, parts[0]!)?.text).toBe("new");
  const gone = diff([{ path: [0], change: "removed", left: message("1", "old"), right: null }], { left: both.left });
  expect(messageAt(gone, gone.parts[0]!)?.text).toBe("old");
  expect(messageAt(diff([changed(["a", 0])], { right }), changed(["a", 0]))).toBeNull();
});

test("few changes stand open, many do not; LangGraph's own do not count", () => {
  const parts = (number: number) => Array.from({ length: number }, (_, at) => changed([at]));
  expect(isFew([diff(parts(4)), diff(parts(4))])).toBe(true);
  expect(isFew([diff(parts(4)), diff(parts(5))])).toBe(false);
  expect(isFew([diff(parts(1), { partsLeftOut: 100 })])).toBe(false);
  expect(isFew([diff(parts(9), { internal: true })])).toBe(true);
  expect(isFew([diff([], { change: "added" }), ...Array.from({ length: 8 }, () => diff([]))])).toBe(true);
  expect(isFew(Array.from({ length: 9 }, () => diff([])))).toBe(false);
});

test("a path reads as in a program", () => {
  expect(pathText("messages", [2, "text"])).toBe("messages[2].text");
  expect(pathText("my docs", ["a b", "__proto__", 0])).toBe('"my docs"["a b"].__proto__[0]');
});

test("two forms of a message differ in their entries, the text first", () => {
  const left = message("1", "old", [["a", 1], ["b", 2], ["same", list(1)]]); // prettier-ignore
  const right = { ...message("1", "new", [["b", 3], ["c", 4], ["same", list(1)]]), role: "human" }; // prettier-ignore
  expect(messageDiffs(left, right).map(({ path, change }) => [path.join(), change])).toEqual([
    ["text", "changed"],
    ["role", "changed"],
    ["a", "removed"],
    ["b", "changed"],
    ["c", "added"],
  ]);
  expect(messageDiffs(left, structuredClone(left))).toEqual([]);
});
