// The one error class of this package. What SQLite or a serializer throws passes through unchanged.

export type SaverErrorCode =
  | "SAVER_CLOSED"
  | "THREAD_ID_MISSING"
  | "CHECKPOINT_ID_MISSING"
  | "TASK_ID_MISSING"
  | "NAMESPACE_NOT_TEXT"
  | "LIMIT_NOT_A_NUMBER"
  | "STRATEGY_UNKNOWN"
  | "THREAD_EXISTS"
  | "SERDE_NOT_BYTES"
  | "VALUE_NOT_STORABLE"
  | "EXPORT_UNAVAILABLE"
  | "IMPORT_UNKNOWN"
  | "IMPORT_CONFLICT"
  | "IMPORT_STOPPED"
  | "NOT_A_DATABASE"
  | "NOT_OURS"
  | "DATABASE_NEWER"
  | "DATABASE_DAMAGED"
  | "DATABASE_IN_USE"
  | "DATABASE_TAKEN_OVER"
  | "JOURNAL_DAMAGED"
  | "JOURNAL_NEWER"
  | "STORAGE_FULL"
  | "STORAGE_DENIED"
  | "STORAGE_FAILED"
  | "NAMESPACE_INVALID"
  | "KEY_NOT_TEXT"
  | "VALUE_NOT_JSON"
  | "FILTER_INVALID"
  | "PAGE_INVALID"
  | "TTL_INVALID"
  | "INDEX_INVALID"
  | "EMBEDDING_INVALID"
  | "DIMENSIONS_DIFFER"
  | "OPERATION_UNKNOWN";

export interface SaverErrorOptions extends ErrorOptions {
  readonly rescue?: () => Uint8Array;
}

/** Misuse of a saver, or a file that it cannot use. `code` is for programs, `message` says what, where and what to do. */
export class SaverError extends Error {
  override readonly name = "SaverError";
  readonly code: SaverErrorCode;
  /** With JOURNAL_DAMAGED: the bytes of the database up to the damage. */
  readonly rescue: (() => Uint8Array) | undefined;

  constructor(code: SaverErrorCode, message: string, options: SaverErrorOptions = {}) {
    // An absent cause must stay absent: `cause: undefined` would be shown.
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.rescue = options.rescue;
  }
}
