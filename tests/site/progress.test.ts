import { expect, test } from "vitest";
import type { Report } from "../../src/course/model.ts";
import { afterCheck, describeProgress, NO_PROGRESS, parseProgress } from "../../src/site/session/progress.ts";
import { nextHint } from "../../src/site/session/earned-hints.ts";

const report = (statuses: readonly ("passed" | "timed-out")[], problem: Report["problem"] = null): Report => ({
  format: 1,
  exercise: "ex",
  author: null,
  pins: {},
  seed: "1",
  results: statuses.map((status, index) => ({
    id: `t/${index}`,
    rule: "a rule",
    points: 1,
    verdict: status === "passed" ? { status } : { status, afterMs: 1 },
  })),
  score: null,
  diagnosis: null,
  problem,
  made: { host: "worker", isolation: "", tier: null, totalMs: 1, testMs: {} },
});

test("a failed check of changed code earns a hint, the same code again does not", () => {
  const once = afterCheck(NO_PROGRESS, report(["passed", "timed-out"]), "code 1");
  const again = afterCheck(once, report(["passed", "timed-out"]), "code 1");
  const changed = afterCheck(again, report(["passed", "timed-out"]), "code 2");
  expect([once, again, changed].map(({ failedChecks }) => failedChecks)).toEqual([1, 1, 2]);
  expect(describeProgress(changed)).toBe("in progress, 1 of 2 rules hold");
});

test("done stays done when a later check fails", () => {
  const done = afterCheck(NO_PROGRESS, report(["passed", "passed"]), "right");
  expect(done.state).toBe("done");
  expect(afterCheck(done, report(["timed-out", "passed"]), "wrong").state).toBe("done");
});

test("a problem is no try", () => {
  const problem = { blame: "submission", code: "COMPILE_FAILED", message: "no" } as const;
  const after = afterCheck(NO_PROGRESS, report([], problem), "code");
  expect(after).toMatchObject({ state: "started", failedChecks: 0 });
});

test("no report without tests counts as passed", () => {
  expect(afterCheck(NO_PROGRESS, report([]), "code").state).toBe("started");
});

test("whatever lies in storage becomes a progress of the right shape", () => {
  for (const text of [null, "", "{", "null", "[]", '"x"', '{"state":"won","failedChecks":-3,"hints":7,"of":1e99}'])
    expect(parseProgress(text)).toEqual(NO_PROGRESS);
});

test("hints come one level at a time, each with a failed check", () => {
  const hints = ([1, 2, 3] as const).map((level) => ({ level, test: null, text: `${level}` }));
  expect(nextHint(hints, 0, 0)).toEqual({ kind: "later", checks: 1 });
  expect(nextHint(hints, 0, 1)).toMatchObject({ kind: "ready", hint: { level: 1 } });
  expect(nextHint(hints, 1, 1)).toEqual({ kind: "later", checks: 1 });
  expect(nextHint(hints, 1, 5)).toMatchObject({ kind: "ready", hint: { level: 2 } });
  expect(nextHint(hints, 3, 5)).toEqual({ kind: "none" });
});
