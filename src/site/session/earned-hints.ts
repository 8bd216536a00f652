// Which hint a learner may open next. Hints are earned by checks that failed on changed code.
import type { Hint } from "../../course/model.ts";

export type NextHint =
  | { readonly kind: "ready"; readonly hint: Hint }
  /** How many more failed checks the next level takes. */
  | { readonly kind: "later"; readonly checks: number }
  | { readonly kind: "none" };

/** Hints about one test, nearest first; `null` = about the exercise as a whole. */
export function hintsAbout(hints: readonly Hint[], test: string | null): readonly Hint[] {
  return hints.filter((hint) => hint.test === test).sort((a, b) => a.level - b.level);
}

/** `opened` is the highest level that was opened so far, 0 = none. */
export function nextHint(about: readonly Hint[], opened: number, failedChecks: number): NextHint {
  const hint = about.find(({ level }) => level > opened);
  if (!hint) return { kind: "none" };
  return hint.level <= failedChecks ? { kind: "ready", hint } : { kind: "later", checks: hint.level - failedChecks };
}
