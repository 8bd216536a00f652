// Why a runtime could not do what it was asked. What learner code does is an Outcome, never one of these.

export type RuntimeErrorCode =
  /** The runtime was disposed of. */
  | "RUNTIME_CLOSED"
  /** A file that every guest needs could not be loaded. */
  | "ASSET_MISSING"
  /** A guest did not get ready, without any learner code in it. */
  | "GUEST_NOT_STARTED";

export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
  readonly code: RuntimeErrorCode;
  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
