// better-sqlite3 as a driver. Described by its shape, so that this package does not depend on it.
import type { SqliteDriver, SqlValue } from "./driver.ts";
import { nativeParams, plainBytes, portableFile, requireNoTransaction } from "./native-values.ts";

/** What is used of a `Database` of better-sqlite3. */
export interface BetterSqlite3Database {
  readonly open: boolean;
  readonly inTransaction: boolean;
  exec(sql: string): unknown;
  prepare(sql: string): BetterSqlite3Statement;
  serialize(): Uint8Array;
  close(): unknown;
}

interface BetterSqlite3Statement {
  /** Whether it gives rows; the library refuses `all` and `raw` on those that do not, and `run` on those that do. */
  readonly reader: boolean;
  all(...params: unknown[]): unknown[];
  run(...params: unknown[]): unknown;
  raw(enabled: boolean): unknown;
  safeIntegers(enabled: boolean): unknown;
}

const drivers = new WeakMap<BetterSqlite3Database, SqliteDriver>();

/**
 * For `new SqlJsSaver(betterSqlite3Driver(new Database("file.db")))`. The database stays yours: its pragmas are left as
 * they are, and closing the saver leaves it open. The same database gives the same driver, so that savers and stores over it share caches.
 */
export function betterSqlite3Driver(raw: BetterSqlite3Database): SqliteDriver {
  const before = drivers.get(raw);
  if (before) return before;
  const driver: SqliteDriver = {
    library: "better-sqlite3",
    get isOpen() {
      return raw.open;
    },
    exec: (script) => void raw.exec(script),
    prepare(sql) {
      const statement = raw.prepare(sql);
      // The owner may have set other defaults for the database.
      statement.safeIntegers(false);
      if (statement.reader) statement.raw(true);
      const bound = /\?\d/.test(sql) ? byNumber : nativeParams;
      return {
        all(params) {
          if (statement.reader) return (statement.all(...bound(params)) as SqlValue[][]).map(withPlainBytes);
          statement.run(...bound(params));
          return [];
        },
        // Freed with the database, or when it is collected: there is no call for it.
        free: () => undefined,
      };
    },
    export() {
      requireNoTransaction(raw.inTransaction);
      return portableFile(raw.serialize());
    },
    close: () => void raw.close(),
  };
  drivers.set(raw, driver);
  return driver;
}

/** The library takes `?1` for a name. */
function byNumber(params: readonly SqlValue[]): [Record<number, SqlValue | bigint>] {
  return [Object.fromEntries(nativeParams(params).map((value, at) => [at + 1, value]))];
}

function withPlainBytes(row: SqlValue[]): SqlValue[] {
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at];
    if (value instanceof Uint8Array) row[at] = plainBytes(value);
  }
  return row;
}
