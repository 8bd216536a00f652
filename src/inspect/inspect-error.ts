// The one error class of this layer: what cannot be shown, and why.

export type InspectErrorCode =
  | "FILE_UNREADABLE"
  | "FILE_NOT_OURS"
  | "FILE_NEWER"
  | "FILE_OLDER"
  | "NO_CHECKPOINT"
  | "QUERY_FAILED"
  | "QUERY_WRITES"
  | "TAMPER_FAILED";

export class InspectError extends Error {
  override readonly name = "InspectError";
  readonly code: InspectErrorCode;

  constructor(code: InspectErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
