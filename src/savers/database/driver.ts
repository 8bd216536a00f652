// What this package asks of a SQLite library: few calls, all synchronous, rows as arrays. One adapter for each library.

/** Numbers are doubles or whole numbers up to 2^53; larger ones never occur in our files. */
export type SqlValue = string | number | Uint8Array | null;

export interface DriverStatement {
  /** Runs to the end and resets. */
  all(params: readonly SqlValue[]): SqlValue[][];
  free(): void;
}

export interface SqliteDriver {
  /** As shown in messages and reports: "sql.js", "node:sqlite", "better-sqlite3". */
  readonly library: string;
  readonly isOpen: boolean;
  /** Several statements, without parameters. */
  exec(script: string): void;
  /** One statement. */
  prepare(sql: string): DriverStatement;
  /** The whole database as the bytes of a SQLite file. */
  export(): Uint8Array;
  close(): void;
}
