// What a journal asks of the place where it is kept. One storage is held by one journal at a time.

export type MaybePromise<Value> = Value | Promise<Value>;

export interface JournalStorage {
  /** Reads all there is, and makes what a new journal needs. */
  read(): Promise<StoredJournal>;
  /**
   * Puts `bytes` at `position` of the log, which ends after them; durable when it resolves. After a failure the log is whole up
   * to `position`, and the call may be made again with other bytes.
   */
  append(position: number, bytes: Uint8Array): Promise<void>;
  /** In place of all: a snapshot and an empty log. After a crash or failure, what is kept is whole: the old or the new. */
  replace(snapshot: Uint8Array, logId: number): Promise<void>;
  /** Lets go of it. What was not appended is lost. */
  close(): Promise<void>;
}

export interface StoredJournal {
  readonly snapshot?: Uint8Array | undefined;
  readonly log: Uint8Array;
  readonly logId: number;
  /** What is wrong with the snapshot or with what leads to it. */
  readonly damage: string | undefined;
}

/** A file of which nothing is sure to be on the disk until it is flushed. */
export interface ByteFile {
  /** The whole content. */
  read(): MaybePromise<Uint8Array>;
  /** All of `bytes` or an error; after an error, any part of them may have been written. */
  write(at: number, bytes: Uint8Array): MaybePromise<void>;
  truncate(size: number): MaybePromise<void>;
  flush(): MaybePromise<void>;
  close(): MaybePromise<void>;
}

/** Any 32-bit number: tells one log from others, and is no secret. */
export function newLogId(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
