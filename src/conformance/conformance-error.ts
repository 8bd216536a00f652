// Misuse of this package, and a host that failed: never what a subject did, which is a verdict.

export type ConformanceErrorCode =
  /** Two tests of one run have the same id. */
  | "TEST_ID_TWICE"
  /** A test's `after` names a test that is not in the run. */
  | "TEST_AFTER_UNKNOWN"
  /** Tests wait for each other in a circle. */
  | "TEST_AFTER_CYCLE"
  /** The place where subjects come from broke, through no fault of the subject. */
  | "HOST_FAILED"
  /** Random data was asked for from nothing: an empty list, or a range whose end lies before its start. */
  | "RANDOM_EMPTY"
  /** There are no tests to run. */
  | "NO_TESTS";

export class ConformanceError extends Error {
  override readonly name = "ConformanceError";
  readonly code: ConformanceErrorCode;
  constructor(code: ConformanceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
