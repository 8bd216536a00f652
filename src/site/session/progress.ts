// How far a learner is with an exercise, by the exercise's permanent id.
import type { Report } from "../../course/model.ts";
import type { Store } from "./store.ts";

export interface Progress {
  readonly state: "new" | "started" | "done";
  /** Checks that ended in a verdict. */
  readonly checks: number;
  /** Those of them that did not pass, each on changed code. */
  readonly failedChecks: number;
  /** Rules that held at the last check, of how many. */
  readonly kept: number;
  readonly of: number;
  /** The learner asked to see the solution before passing. */
  readonly revealed: boolean;
  /** Test id, or "*" → highest hint level that was opened. */
  readonly hints: Readonly<Record<string, number>>;
  /** Fingerprint of the files at the last failed check, so that trying the same code again earns nothing. */
  readonly lastTried: string;
  /** When the learner was last at it; "" where that was not written down. */
  readonly at: string;
}

export const NO_PROGRESS: Progress = {
  state: "new",
  checks: 0,
  failedChecks: 0,
  kept: 0,
  of: 0,
  revealed: false,
  hints: {},
  lastTried: "",
  at: "",
};

const PREFIX = "forkpoint.progress.";

export const progressKey = (exercise: string): string => PREFIX + exercise;

export function readProgress(store: Store, exercise: string): Progress {
  return parseProgress(store.get(progressKey(exercise)));
}

export function writeProgress(store: Store, exercise: string, progress: Progress): void {
  store.set(progressKey(exercise), JSON.stringify(progress));
}

/** Whoever wrote that text, what comes out has the right shape. */
export function parseProgress(text: string | null): Progress {
  if (text === null) return NO_PROGRESS;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    // Half-written or foreign: as good as nothing, and the next check writes it anew.
    return NO_PROGRESS;
  }
  if (typeof raw !== "object" || raw === null) return NO_PROGRESS;
  const { state, checks, failedChecks, kept, of, revealed, hints, lastTried, at } = raw as Record<string, unknown>;
  return {
    state: state === "started" || state === "done" ? state : "new",
    // Older progress did not count those that passed: at least one did where the exercise is done.
    checks: checks === undefined ? count(failedChecks) + (state === "done" ? 1 : 0) : count(checks),
    failedChecks: count(failedChecks),
    kept: count(kept),
    of: count(of),
    revealed: revealed === true,
    hints: levels(hints),
    lastTried: typeof lastTried === "string" ? lastTried : "",
    at: typeof at === "string" ? at : "",
  };
}

/** What a finished check means for progress. A problem is no try: nothing was judged. */
export function afterCheck(progress: Progress, report: Report, tried: string): Progress {
  if (report.problem) return progress.state === "new" ? { ...progress, state: "started" } : progress;
  const kept = report.results.filter((result) => result.verdict.status === "passed").length;
  const of = report.results.length;
  const passed = of > 0 && kept === of;
  return {
    ...progress,
    state: passed || progress.state === "done" ? "done" : "started",
    checks: progress.checks + 1,
    failedChecks: progress.failedChecks + (passed || tried === progress.lastTried ? 0 : 1),
    kept,
    of,
    lastTried: passed ? progress.lastTried : tried,
  };
}

export function describeProgress({ state, kept, of }: Progress): string {
  if (state === "new") return "not started";
  if (state === "done") return "done";
  return of > 0 ? `in progress, ${kept} of ${of} rules hold` : "in progress";
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function levels(value: unknown): Record<string, number> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([test, level]) => [test, count(level)]));
}
