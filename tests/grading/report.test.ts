import { expect, test } from "vitest";
import type { Report } from "../../src/course/model.ts";
import { cleanText } from "../../src/grading/clean-text.ts";
import { cleanReport, comparableBytes, comparableText } from "../../src/grading/report.ts";
import { score } from "../../src/grading/score.ts";

const report: Report = {
  format: 1,
  exercise: "small",
  author: "ada",
  pins: { b: "2", a: "1" },
  seed: "s",
  results: [{ id: "a/1", rule: "r", points: 2, verdict: { status: "passed" } }],
  score: { earned: 2, possible: 2 },
  diagnosis: null,
  problem: null,
  made: { host: "node", isolation: "none", tier: null, totalMs: 5, testMs: { "a/1": 5 } },
};

test("what is compared does not depend on where and when, nor on the order of keys", () => {
  const { made: _, pins: __, ...rest } = report;
  const elsewhere: Report = {
    made: { host: "worker", isolation: "frame", tier: null, totalMs: 9, testMs: {} },
    ...rest,
    pins: { a: "1", b: "2" },
  };
  expect(comparableText(elsewhere)).toBe(comparableText(report));
  expect(comparableBytes(elsewhere)).toEqual(comparableBytes(report));
  expect(comparableText({ ...report, seed: "t" })).not.toBe(comparableText(report));
});

test("every text of a report is cleaned, and nothing else is changed", () => {
  expect(cleanReport(report)).toEqual(report);
  const dirty = {
    ...report,
    author: "a\u0007\u202eb",
    problem: { blame: "submission", code: "X", message: "\u001b[2J" },
  } as const;
  const { author, problem } = cleanReport(dirty);
  expect([author, problem?.message]).toEqual(["a\ufffd\ufffdb", "\ufffd[2J"]);
});

test("text stays readable: line feeds, tabs, letters of all scripts, emoji with joiners", () => {
  const readable = "één\n\tзвук نام‌ها 👩‍💻 ❤️";
  expect(cleanText(readable)).toBe(readable);
});

test("text is bounded, well-formed, and cleaning twice changes nothing", () => {
  const cleaned = cleanText(`\ud800${"x".repeat(10_000)}`);
  expect(cleaned).toHaveLength(4_000);
  expect(cleaned.isWellFormed()).toBe(true);
  expect(cleanText(cleaned)).toBe(cleaned);
});

test("points count only where a test passed", () => {
  const result = (status: "passed" | "not-run", points: number) =>
    ({ id: status, rule: "", points, verdict: status === "passed" ? { status } : { status, because: "" } }) as const;
  expect(score([result("passed", 2), result("not-run", 3)])).toEqual({ earned: 2, possible: 5 });
  expect(score([])).toEqual({ earned: 0, possible: 0 });
});
