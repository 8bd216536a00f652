// Endings in words. One place, so that a learner never reads two names for one thing.
import type { Verdict } from "@forkpoint/conformance";
import type { Diagnosis, Problem } from "../../course/model.ts";
import type { CheckView, RunView, SessionState } from "../session/session-state.ts";

export interface Ending {
  readonly kind: "finished" | "stopped" | "broken" | "problem";
  readonly text: string;
}

/** null while the run goes on. */
export function outcomeLine({ result, stopped }: RunView): Ending | null {
  if (stopped) return { kind: "stopped", text: "Stopped. What it had printed until then is above." };
  if (!result) return null;
  if (result.problem) return { kind: "problem", text: result.problem.message };
  switch (result.outcome?.ended) {
    case undefined:
    case "cancelled":
      return { kind: "stopped", text: "Stopped." };
    case "finished":
      return { kind: "finished", text: "Finished." };
    case "timed-out":
      return {
        kind: "broken",
        text: `Still running after ${duration(result.outcome.afterMs)}, so it was ended. Is there a loop without an end?`,
      };
    case "crashed":
      return { kind: "broken", text: `The program ended by itself: ${result.outcome.message}` };
  }
}

export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

export function verdictWord(status: Verdict["status"]): string {
  const words = {
    passed: "holds",
    failed: "does not hold",
    threw: "ended in an error",
    "timed-out": "took too long",
    "not-run": "not run",
  } as const;
  return words[status];
}

/** How well a diagnosis fits, without false precision. */
export function sureness({ match }: Diagnosis): string {
  if (match >= 0.99) return "The same rules fail in the same way, so this is very likely it.";
  if (match >= 0.9) return "Nearly all of what fails, fails in the same way. Likely, not certain.";
  return "Most of what fails, fails in the same way. It may be this, or something close to it.";
}

export interface ProblemWords {
  readonly title: string;
  readonly next: string;
}

/** What stands above a problem, and what to do about it. A problem is no verdict. */
export function problemWords({ blame, code }: Problem): ProblemWords {
  if (code === "LOAD_TIMED_OUT" || code === "LOAD_CRASHED")
    return {
      title: "Your code did not get as far as the tests",
      next: "No rule counts as broken; correct this first.",
    };
  switch (blame) {
    case "submission":
      return { title: "Nothing was judged yet", next: "Correct this first; no rule counts as broken." };
    case "course":
      return {
        title: "The course is at fault, not your code",
        next: "Nothing of yours is lost and nothing counts as tried. Try again; if it stays, please report it with the words above.",
      };
    case "host":
      return {
        title: "Your code could not be run here",
        next: "Nothing of yours is lost and nothing counts as tried. Try again; if it stays, reload the page or try another browser.",
      };
  }
}

/** What a screen reader is told, once per change. */
export function announce({ activity, last, run, check, failure, problems }: SessionState): string {
  switch (activity.phase) {
    case "starting":
      return activity.wants === "run" ? "Running." : "Checking.";
    case "running":
      return "Running.";
    case "checking":
      return "Checking.";
    case "editing":
      break;
  }
  if (failure) return `${problemWords(failure.problem).title}: ${failure.problem.message}`;
  if (problems.length > 0) return `The code does not compile. ${problems.length} marked.`;
  if (last === "check" && check) return announceCheck(check);
  const end = run && outcomeLine(run);
  if (!end) return "";
  const count = run.databases.reduce((sum, { checkpoints }) => sum + checkpoints.length, 0);
  return `${end.text} ${run.output.lines.length} lines of output, ${count} checkpoints.`;
}

function announceCheck({ report: { problem, results } }: CheckView): string {
  if (problem) return `${problemWords(problem).title}: ${problem.message}`;
  const passed = results.filter(({ verdict }) => verdict.status === "passed").length;
  const first = results.find(({ verdict }) => verdict.status !== "passed" && verdict.status !== "not-run");
  return `${passed} of ${results.length} rules hold.${first ? ` The first that does not: ${first.rule}` : ""}`;
}
