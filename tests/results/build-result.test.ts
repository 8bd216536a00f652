import { expect, test } from "vitest";
import { buildResult } from "../../src/results/build-result.ts";
import { signResult } from "../../src/results/sign.ts";
import { facts, report, sampleResult, team } from "./sample.ts";

test("nothing that a test saw is signed, only rules and how they ended", async () => {
  const result = await sampleResult();
  expect(result.verdicts[1]).toEqual({
    id: "latest/per-thread",
    rule: "a thread is its own",
    points: 3,
    status: "failed",
  });
  expect(JSON.stringify(result)).not.toContain("HIDDEN-EXPECTED");
});

test("what is said of a submission comes from its report", async () => {
  expect(await sampleResult()).toMatchObject({
    grader: { name: "forkpoint", tier: "strong", isolation: "namespaces" },
    tests: { count: 2, seed: "s1", pack: null },
    libraries: { pins: report.pins },
    score: { earned: 2, possible: 5 },
    time: "2026-11-22T10:00:00.000Z",
  });
});

test("hostile names and messages are cleaned, and can then be signed", async () => {
  const hostile = "\u001b[31m\u202eada\nb\ud800".repeat(200);
  const result = await sampleResult({
    author: hostile,
    challenge: hostile,
    report: {
      ...report,
      problem: { blame: "submission", code: "LOAD_FAILED", message: hostile },
      results: report.results.map((one) => ({ ...one, rule: hostile, verdict: { status: "not-run", because: "" } })),
      score: { earned: 0, possible: 5 },
    },
  });
  expect(result.subject.author).toMatch(/^\ufffd\[31m\ufffdada b/);
  await expect(signResult(result, team)).resolves.toMatch(/^[\w.-]+$/);
});

test("a report without a score, and one of a browser, are not signed", async () => {
  await expect(sampleResult({ report: { ...report, score: null } })).rejects.toMatchObject({
    code: "RESULT_NOT_JUDGED",
  });
  const inBrowser = { ...report, made: { ...report.made, host: "worker", tier: null } } as const;
  await expect(sampleResult({ report: inBrowser })).rejects.toMatchObject({
    code: "RESULT_NOT_RERUN",
    message: expect.stringContaining("self-checked"),
  });
});

test("two results of the same facts differ in id and time alone", async () => {
  const grader = { version: "0.2.0", node: "24.21.0", lock: "0".repeat(64) };
  const { id, time, ...one } = await buildResult(facts, grader, { id: "a", time: new Date(0) });
  const { id: otherId, time: otherTime, ...other } = await buildResult(facts, grader, { id: "b", time: new Date(1) });
  expect([id, time]).not.toEqual([otherId, otherTime]);
  expect(one).toEqual(other);
});
