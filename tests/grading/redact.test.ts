// Verified mode keeps what is the rubric's and nothing of what a test or a tested submission said.
import type { Verdict } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import type { Problem, Report } from "../../src/course/model.ts";
import { redactReport } from "../../src/grading/redact.ts";

const CANARY = "canary-7f3a";

function report(verdicts: readonly Verdict[], problem: Problem | null = null): Report {
  return {
    format: 1,
    exercise: "tiny",
    author: "ada",
    pins: { langgraph: "1" },
    seed: CANARY,
    results: verdicts.map((verdict, index) => ({ id: `a/${index}`, rule: `rule ${index}`, points: 1, verdict })),
    score: { earned: 1, possible: verdicts.length },
    diagnosis: { mutant: CANARY, misconception: CANARY, match: 1 },
    problem,
    made: { host: "node", isolation: "i", tier: "strong", totalMs: 1234, testMs: { "a/0": 1234 } },
  };
}

const VERDICTS: readonly Verdict[] = [
  { status: "passed" },
  { status: "failed", what: CANARY, expected: CANARY, actual: CANARY },
  { status: "threw", error: CANARY },
  { status: "timed-out", afterMs: 1234 },
  { status: "not-run", because: CANARY },
];

test("no text of a verdict, no seed, no diagnosis and no time is left", () => {
  const redacted = redactReport(report(VERDICTS), "shown");
  expect(JSON.stringify(redacted)).not.toMatch(/canary|1234/);
  expect(redacted).toMatchObject({ exercise: "tiny", author: "ada", pins: { langgraph: "1" }, seed: "shown" });
  expect(redacted.score).toEqual({ earned: 1, possible: 5 });
  expect(redacted.made).toEqual({ host: "node", isolation: "i", tier: "strong", totalMs: 0, testMs: {} });
});

test("rules, ids and points are left, and passed, failed or not run: how a test failed is the submission's to choose", () => {
  const { results } = redactReport(report(VERDICTS), "shown");
  expect(results.map(({ id, rule, points }) => [id, rule, points])).toEqual(
    VERDICTS.map((_, index) => [`a/${index}`, `rule ${index}`, 1]),
  );
  expect(results.map(({ verdict }) => verdict.status)).toEqual(["passed", "failed", "failed", "failed", "not-run"]);
  expect(new Set(results.slice(1, 4).map(({ verdict }) => JSON.stringify(verdict))).size).toBe(1);
});

test("a problem of the submission stays: it was there before the first test", () => {
  const problem: Problem = {
    blame: "submission",
    code: "COMPILE_FAILED",
    message: "line 3 …",
    file: "saver.ts",
    line: 3,
  };
  const notRun: Verdict = { status: "not-run", because: "the code does not compile" };
  const redacted = redactReport(report([notRun], problem), "shown");
  expect(redacted.problem).toEqual(problem);
  expect(redacted.results[0]!.verdict).toEqual(notRun);
});

test.for(["course", "host"] as const)("a problem of the %s keeps its code, and says where to look", (blame) => {
  const redacted = redactReport(report([], { blame, code: "C", message: CANARY, file: CANARY, line: 1234 }), "shown");
  expect(redacted.problem).toEqual({ blame, code: "C", message: expect.stringContaining('run "forkpoint') });
  expect(JSON.stringify(redacted)).not.toMatch(/canary|1234/);
});
