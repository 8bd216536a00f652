// Which wrong idea does a submission behave like? Compares which tests failed, and how, with each mutant's fingerprint.
import type { TestResult, Verdict } from "@forkpoint/conformance";
import type { Diagnosis, Fingerprint } from "../course/model.ts";

/** A submission that shares less with a mutant than this is not said to share its idea. */
export const NAMED_FROM = 0.75;

/** The best match must be this much better than the next: two equally good explanations are none. */
export const CLEAR_BY = 0.1;

/** Failing the same test in another way says half as much as failing it in the same way. */
const SAME_TEST_OTHER_WAY = 0.5;

/** Null when nothing failed, when no mutant is close enough, or when two are about as close. */
export function diagnose(results: readonly TestResult[], fingerprints: readonly Fingerprint[]): Diagnosis | null {
  const failures = failuresOf(results);
  const [best, next] = fingerprints
    .map(({ mutant, misconception, failures: theirs }) => ({
      mutant,
      misconception,
      match: similarity(failures, theirs),
    }))
    .sort((a, b) => b.match - a.match);
  if (!best || best.match < NAMED_FROM) return null;
  if (next && best.match - next.match < CLEAR_BY) return null;
  return best;
}

/** Test id → how it failed. A test that did not run says nothing about the submission, so it is not listed. */
export function failuresOf(results: readonly TestResult[]): Record<string, string> {
  const failures: Record<string, string> = {};
  for (const { id, verdict } of results) {
    const how = howItFailed(verdict);
    if (how !== null) failures[id] = how;
  }
  return failures;
}

function howItFailed(verdict: Verdict): string | null {
  switch (verdict.status) {
    case "passed":
    case "not-run":
      return null;
    case "failed":
      return `failed: ${verdict.what}`;
    case "threw":
      // The name only: browsers word the message of one and the same error differently.
      return `threw: ${/^[\w$.]{1,60}/.exec(verdict.error)?.[0] ?? "something"}`;
    case "timed-out":
      return "timed-out";
  }
}

/** 0 = no failing test in common, 1 = the same tests failed in the same way. */
function similarity(mine: Readonly<Record<string, string>>, theirs: Readonly<Record<string, string>>): number {
  const either = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  if (either.size === 0) return 0;
  let shared = 0;
  for (const id of either) {
    if (!Object.hasOwn(mine, id) || !Object.hasOwn(theirs, id)) continue;
    shared += mine[id] === theirs[id] ? 1 : SAME_TEST_OTHER_WAY;
  }
  return Math.round((shared / either.size) * 100) / 100;
}
