// The one error class of this package. What SQLite or a serializer throws passes through unchanged.

export type SaverErrorCode =
  | "SAVER_CLOSED"
  | "THREAD_ID_MISSING"
  | "CHECKPOINT_ID_MISSING"
  | "TASK_ID_MISSING"
  | "NAMESPACE_NOT_TEXT"
  | "LIMIT_NOT_A_NUMBER"
  | "SERDE_NOT_BYTES"
  | "NOT_A_DATABASE"
  | "NOT_OURS"
  | "DATABASE_NEWER"
  | "DATABASE_DAMAGED";

/** Misuse of a saver, or a file that it cannot use. `code` is for programs, `message` says what, where and what to do. */
export class SaverError extends Error {
  override readonly name = "SaverError";
  readonly code: SaverErrorCode;

  constructor(code: SaverErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
