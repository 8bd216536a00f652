// What verify has to say about an exercise: where, what, what to do.

import type { CourseErrorCode } from "../course/course-error.ts";

export type FindingCode =
  /** A test without id, rule, points or with an id that another has. */
  | "TEST_INVALID"
  /** exercise.yaml or hints.md names a test that is not there. */
  | "TEST_UNKNOWN"
  | "TEST_CATCHES_NOTHING"
  | "SOLUTION_FAILS"
  | "ALTERNATIVE_MISSING"
  | "STARTER_MISJUDGED"
  | "EMPTY_ANSWER_EARNS"
  | "MUTANT_MISJUDGED"
  | "MUTANTS_ALIKE"
  | "FINGERPRINTS_STALE"
  | "LESSON_UNKNOWN"
  /** observe.ts does not say what came true, or makes a table that cannot be pointed at. */
  | "OBSERVE_WRONG"
  /** The transfer question names a claim that is not there. */
  | "CLAIM_UNKNOWN"
  /** An exercise with a form has an answer that the form cannot write. */
  | "ANSWER_MISSHAPEN";

export interface Finding {
  readonly code: FindingCode | CourseErrorCode;
  readonly where: string;
  readonly what: string;
  readonly todo: string;
  /** Worth knowing, but nothing that a learner would be judged wrongly by. */
  readonly advice: boolean;
}

export function finding(code: FindingCode, where: string, what: string, todo: string): Finding {
  return { code, where, what, todo, advice: false };
}
