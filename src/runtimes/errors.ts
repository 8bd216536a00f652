// Why a runtime could not do what it was asked. What learner code does is an Outcome, never one of these.

export type RuntimeErrorCode =
  /** The runtime was disposed of. */
  | "RUNTIME_CLOSED"
  /** A file that every guest needs could not be loaded. */
  | "ASSET_MISSING"
  /** A guest did not get ready, without any learner code in it. */
  | "GUEST_NOT_STARTED"
  /** A job needs what this runtime does not provide. */
  | "CAPABILITY_MISSING"
  /** A WebContainer is not to be had here: the page shares its process with others. */
  | "CONTAINER_NOT_ISOLATED"
  /** … the browser is offline. */
  | "CONTAINER_OFFLINE"
  /** … the browser keeps the container's host from storing anything. */
  | "CONTAINER_STORAGE"
  /** … this browser or device cannot run one. */
  | "CONTAINER_UNSUPPORTED"
  /** … it did not answer in time. */
  | "CONTAINER_TIMEOUT"
  /** … there is not enough memory for one. */
  | "CONTAINER_MEMORY"
  /** … it said something else. */
  | "CONTAINER_FAILED";

export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
  readonly code: RuntimeErrorCode;
  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
