import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { compareScores, lockScores, readScores, type RubricScore } from "../../src/interview/review-scores.ts";
import type { FullReview } from "../../src/interview/review.ts";
import { handedIn } from "./review-fixture.ts";

const NONCE = "0123456789abcdef0123456789abcdef";

const review = {
  session: (await handedIn()).session,
  with: { exportHash: "e".repeat(64) },
  items: [
    { number: 1, exercise: "one", rubric: ["a", "b"] },
    { number: 2, exercise: "two", rubric: ["c", "d"] },
  ],
} as unknown as FullReview;

const scored = (first: boolean[], second: boolean[], note = ""): RubricScore[] => [
  { exercise: "one", ticks: first, note },
  { exercise: "two", ticks: second, note: "" },
];

const ada = await lockScores(review, "Ada", scored([true, false], [true, true], "short"), NONCE);

test("a locked file is taken by the page of the same review", async () => {
  expect(await readScores(JSON.stringify(ada), review)).toEqual({ scores: ada });
});

test("the seal is a SHA-256 over everything that was scored", () => {
  const sealed = [
    ada.format,
    ada.session,
    ada.exportHash,
    "Ada",
    [
      ["one", [true, false], "short"],
      ["two", [true, true], ""],
    ],
    NONCE,
  ];
  expect(ada.seal).toBe(createHash("sha256").update(JSON.stringify(sealed)).digest("hex"));
});

test.each<[string, object, RegExp]>([
  ["a tick", { items: scored([true, true], [true, true], "short") }, /seal does not fit/],
  ["a note", { items: scored([true, false], [true, true], "long") }, /seal does not fit/],
  ["a name", { reviewer: "Bob" }, /seal does not fit/],
  ["the nonce", { nonce: NONCE.replace("0", "1") }, /seal does not fit/],
  ["another export", { exportHash: "f".repeat(64) }, /another session, or of another export/],
  ["a rubric of other length", { items: scored([true], [true, true]) }, /same edition/],
  ["fewer items", { items: scored([true, false], [true, true]).slice(1) }, /same edition/],
  ["a tick that is none", { items: [{ exercise: "one", ticks: ["yes"], note: "" }] }, /no file of locked scores/],
  ["no name", { reviewer: " " }, /no file of locked scores/],
  ["another format", { format: "forkpoint-interview-review-1" }, /no file of locked scores/],
  ["a note without end", { items: scored([true, false], [true, true], "x".repeat(2_000_000)) }, /too large/],
])("a file in which %s was changed is refused", async (_, change, says) => {
  expect(await readScores(JSON.stringify({ ...ada, ...change }), review)).toEqual({
    refused: expect.stringMatching(says),
  });
});

test.each(["", "[]", "null", "{", '"x"'])("%j is no file of scores", async (text) => {
  expect(await readScores(text, review)).toEqual({ refused: expect.stringMatching(/no file of locked scores/) });
});

test("what the reviewers differ on is told from what they agree on", async () => {
  const bob = await lockScores(review, "Bob", scored([true, true], [true, false]), NONCE);
  const { apart, together } = compareScores(review, [ada, bob]);
  expect(apart.map(({ line, ticks }) => [line, ticks])).toEqual([
    ["b", [false, true]],
    ["d", [true, false]],
  ]);
  expect(together.map(({ line }) => line)).toEqual(["a", "c"]);
});
