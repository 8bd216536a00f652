import type { TestResult, Verdict } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import type { Fingerprint } from "../../src/course/model.ts";
import { diagnose, failuresOf } from "../../src/grading/diagnose.ts";

const failed = (what: string): Verdict => ({ status: "failed", what, expected: "1", actual: "2" });
const passed: Verdict = { status: "passed" };

function resultsOf(verdicts: Record<string, Verdict>): TestResult[] {
  return Object.entries(verdicts).map(([id, verdict]) => ({ id, rule: id, points: 1, verdict }));
}

function mutant(name: string, failures: Fingerprint["failures"]): Fingerprint {
  return { mutant: name, misconception: `behaves as ${name}`, failures };
}

const forgets = mutant("forgets", { "a/1": "failed: the count", "a/2": "threw: TypeError" });
const mixes = mutant("mixes", { "a/3": "failed: the thread" });

test("how a test failed is its status and what was compared, without values", () => {
  const failures = failuresOf(
    resultsOf({
      "a/1": failed("the count"),
      "a/2": { status: "threw", error: "TypeError: x is undefined" },
      "a/3": { status: "timed-out", afterMs: 3 },
      "a/4": { status: "not-run", because: "x" },
      "a/5": passed,
    }),
  );
  expect(failures).toEqual({ "a/1": "failed: the count", "a/2": "threw: TypeError", "a/3": "timed-out" });
});

test("the same tests failing in the same way are a perfect match", () => {
  const results = resultsOf({
    "a/1": failed("the count"),
    "a/2": { status: "threw", error: "TypeError: worded by another browser" },
    "a/3": passed,
  });
  expect(diagnose(results, [forgets, mixes])).toEqual({
    mutant: "forgets",
    misconception: "behaves as forgets",
    match: 1,
  });
});

test("the same tests failing in other ways are a weaker match", () => {
  const results = resultsOf({ "a/1": failed("something else"), "a/2": { status: "threw", error: "TypeError: x" } });
  expect(diagnose(results, [forgets, mixes])).toMatchObject({ mutant: "forgets", match: 0.75 });
  const neither = resultsOf({ "a/1": failed("something else"), "a/2": failed("else") });
  expect(diagnose(neither, [forgets, mixes])).toBeNull();
});

test("a failure more or less, and the idea is not named", () => {
  const more = resultsOf({ "a/1": failed("the count"), "a/3": failed("the thread") });
  expect(diagnose(more, [forgets, mixes])).toBeNull();
});

test("two ideas that explain it equally well are none", () => {
  const twin = mutant("twin", mixes.failures);
  expect(diagnose(resultsOf({ "a/3": failed("the thread") }), [mixes, twin])).toBeNull();
});

test("nothing failed, nothing to explain", () => {
  expect(diagnose(resultsOf({ "a/1": passed }), [forgets])).toBeNull();
  expect(diagnose(resultsOf({ "a/1": passed }), [mutant("empty", {})])).toBeNull();
  expect(diagnose([], [])).toBeNull();
});

test("names from a submission are keys like any other", () => {
  const results = resultsOf({ "a/3": failed("the thread"), __proto__: passed });
  expect(diagnose(results, [mutant("odd", { constructor: "failed: x" }), mixes])?.mutant).toBe("mixes");
});
