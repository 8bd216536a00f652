// What keeps a submission from being judged test by test, and whose fault it is.
import type { Problem } from "../course/model.ts";

export type ProblemCode =
  /** A file that the learner edits is not there. */
  | "FILE_MISSING"
  /** A file that is no part of the exercise. */
  | "FILE_UNKNOWN"
  | "COMPILE_FAILED"
  /** The top level of a module threw. */
  | "LOAD_FAILED"
  /** The top level of a module did not end. */
  | "LOAD_TIMED_OUT"
  /** The guest ended while it loaded the submission. */
  | "LOAD_CRASHED"
  | "EXPORT_MISSING"
  /** A claims file that is not one, or whose program gives no evidence. */
  | "CLAIM_BROKEN"
  /** An observe.ts that does not say what came true. */
  | "OBSERVE_BROKEN"
  /** The tests themselves are at fault. */
  | "TESTS_BROKEN"
  /** No guest could be started. */
  | "RUNTIME_FAILED";

type Place = Pick<Problem, "file" | "line" | "column">;

export function submissionProblem(code: ProblemCode, message: string, place: Place = {}): Problem {
  return { blame: "submission", code, message, ...place };
}

export function courseProblem(message: string): Problem {
  return { blame: "course", code: "TESTS_BROKEN", message };
}

export function observeProblem(message: string): Problem {
  return { blame: "course", code: "OBSERVE_BROKEN", message: `observe.ts: ${message}` };
}

export function hostProblem(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  return { blame: "host", code: "RUNTIME_FAILED", message: `no guest could be started: ${message}` };
}

/** Why a test was not run, as a part of the sentence "not run because …". */
export function becauseOf({ blame, code }: Problem): string {
  if (blame === "course") return "the tests of this exercise are at fault";
  if (blame === "host") return "no guest could be started";
  switch (code as ProblemCode) {
    case "COMPILE_FAILED":
      return "the code does not compile";
    case "FILE_MISSING":
    case "FILE_UNKNOWN":
      return "the files are not those of the exercise";
    case "EXPORT_MISSING":
      return "an export is missing";
    default:
      return "the code could not be loaded";
  }
}
