// Verified mode: what a report may say when its tests are a team's own. Nothing that a test, or the submission while it was
// tested, put into words or numbers leaves it: an input that a hidden test drew could come back in a message, in the kind of an
// error, or in the time that an answer took.
import type { TestResult, Verdict } from "@forkpoint/conformance";
import type { Problem, Report } from "../course/model.ts";

export const WITHHELD = "withheld in verified mode";

/**
 * Ids, rules and points of the tests, and passed, failed or not run for each; a problem that the submission had before the first
 * test; score, author, pins, and where it was made. `seedShown` stands for the seed.
 *
 * The visible tests are treated alike: random data of one seed tells of the other tests' data.
 */
export function redactReport(report: Report, seedShown: string): Report {
  return {
    format: report.format,
    exercise: report.exercise,
    author: report.author,
    pins: report.pins,
    seed: seedShown,
    results: report.results.map((result) => redactResult(result, report.problem)),
    score: report.score,
    // A wrong idea is named by how hidden tests failed.
    diagnosis: null,
    problem: report.problem && redactProblem(report.problem),
    made: { ...report.made, totalMs: 0, testMs: {} },
  };
}

function redactResult({ id, rule, points, verdict }: TestResult, problem: Problem | null): TestResult {
  return { id, rule, points, verdict: redactVerdict(verdict, problem) };
}

function redactVerdict(verdict: Verdict, problem: Problem | null): Verdict {
  switch (verdict.status) {
    case "passed":
      return { status: "passed" };
    case "failed":
    case "threw":
    case "timed-out":
      // Which of the three it was is the submission's to choose, test by test, so it could tell something by it.
      return { status: "failed", what: WITHHELD, expected: WITHHELD, actual: WITHHELD };
    case "not-run":
      return { status: "not-run", because: problem ? verdict.because : "it was not reached" };
  }
}

function redactProblem(problem: Problem): Problem {
  const { blame, code } = problem;
  switch (blame) {
    case "submission":
      return problem;
    case "course":
      return { blame, code, message: 'the tests are at fault: run "forkpoint verify" on the pack' };
    case "host":
      return { blame, code, message: 'no guest could be started: run "forkpoint doctor"' };
  }
}
