import { expect, test } from "vitest";
import { compareResults, gradedOtherwise } from "../../src/results/compare.ts";
import type { SignedResult } from "../../src/results/model.ts";
import { sampleResult } from "./sample.ts";

const signed = await sampleResult();
const OTHER = "f".repeat(64);
const changed = (change: (result: any) => void): SignedResult => {
  const copy = structuredClone(signed);
  change(copy);
  return copy;
};

test("the same again has no differences, whenever and by whatever it was made", () => {
  const again = changed((result) => {
    result.id = "other";
    result.time = "2030-01-01T00:00:00.000Z";
    result.grader = { ...result.grader, tier: "portable", node: "24.22.0", version: "0.3.0" };
  });
  expect(compareResults(signed, again)).toEqual([]);
  expect(gradedOtherwise(signed, again)).toEqual([
    "It was graded in the strong tier, here in the portable tier.",
    "It was graded by version 0.2.0, here by 0.3.0.",
    "It was graded in Node 24.21.0, here in Node 24.22.0.",
  ]);
  expect(gradedOtherwise(signed, signed)).toEqual([]);
});

const CASES: readonly (readonly [string, (result: any) => void, RegExp])[] = [
  [
    "another file",
    (r) => Object.assign(r.submission.files[0], { sha256: OTHER, bytes: 3 }),
    /^saver.ts is not the file that was judged: it had 26 bytes, here it has 3\.$/,
  ],
  [
    "other bytes, as many",
    (r) => Object.assign(r.submission.files[0], { sha256: OTHER }),
    /^saver.ts .* as many bytes \(26\), but others\.$/,
  ],
  ["a missing file", (r) => (r.submission.files = []), /^saver.ts was judged, and is not among these files\.$/],
  [
    "one file more",
    (r) => r.submission.files.push({ path: "x.ts", sha256: OTHER, bytes: 1 }),
    /^x.ts is here, and was not judged\.$/,
  ],
  ["another exercise", (r) => (r.exercise.hash = OTHER), /another edition/],
  ["other tests", (r) => (r.tests.hash = OTHER), /tests here are others/],
  [
    "another pack",
    (r) => Object.assign(r.tests, { pack: "ours", hash: OTHER }),
    /course's tests alone, here with the pack ours/,
  ],
  ["another seed", (r) => (r.tests.seed = "s2"), /seed/],
  [
    "another version",
    (r) => (r.libraries.pins["@langchain/core"] = "1.3.0"),
    /^@langchain\/core was 1.2.13, here it is 1.3.0\.$/,
  ],
  ["another lock file", (r) => (r.libraries.lock = OTHER), /lock file/],
  [
    "another verdict",
    (r) => (r.verdicts[1].status = "passed"),
    /^latest\/per-thread: signed as failed, here passed \(a thread is its own\)\.$/,
  ],
  ["other points", (r) => (r.verdicts[1].points = 1), /signed with 3 points, here it has 1/],
  ["a test that is gone", (r) => r.verdicts.pop(), /^latest\/per-thread was judged, and is no test here\.$/],
  [
    "a new test",
    (r) => r.verdicts.push({ ...r.verdicts[0], id: "new/one" }),
    /^new\/one is a test here, and was not judged\.$/,
  ],
  ["a problem", (r) => (r.problem = { code: "LOAD_FAILED", message: "" }), /problem was none, here it is LOAD_FAILED/],
];

for (const [what, change, says] of CASES)
  test(`${what} is one difference, in words`, () => {
    const differences = compareResults(signed, changed(change));
    expect(differences.map((difference) => difference.says)).toEqual([expect.stringMatching(says)]);
  });
