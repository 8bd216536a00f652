// Node's own SQLite as a driver. Described by its shape, so that this package runs where there is no `node:sqlite`.
import { SaverError } from "../errors.ts";
import type { SqliteDriver, SqlValue } from "./driver.ts";
import { nativeParams, portableFile, requireNoTransaction } from "./native-values.ts";

/** What is used of `DatabaseSync` of `node:sqlite`. */
export interface NodeSqliteDatabase {
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): NodeSqliteStatement;
  /** Newer versions of Node only. */
  serialize?(): Uint8Array;
  close(): void;
}

interface NodeSqliteStatement {
  all(...params: (SqlValue | bigint)[]): unknown[];
  setReturnArrays(enabled: boolean): void;
  setReadBigInts(enabled: boolean): void;
}

const drivers = new WeakMap<NodeSqliteDatabase, SqliteDriver>();

/**
 * For `new SqlJsSaver(nodeSqliteDriver(new DatabaseSync("file.db")))`. The database stays yours: its pragmas are left as
 * they are, and closing the saver leaves it open. The same database gives the same driver, so that savers and stores over it share caches.
 */
export function nodeSqliteDriver(raw: NodeSqliteDatabase): SqliteDriver {
  const before = drivers.get(raw);
  if (before) return before;
  const driver: SqliteDriver = {
    library: "node:sqlite",
    get isOpen() {
      return raw.isOpen;
    },
    exec: (script) => raw.exec(script),
    prepare(sql) {
      const statement = raw.prepare(sql);
      statement.setReturnArrays(true);
      // The owner may have set another default for the database.
      statement.setReadBigInts(false);
      return {
        all: (params) => statement.all(...nativeParams(params)) as SqlValue[][],
        // Freed with the database, or when it is collected: there is no call for it.
        free: () => undefined,
      };
    },
    export() {
      requireNoTransaction(raw.isTransaction);
      if (raw.serialize) return portableFile(raw.serialize());
      throw new SaverError(
        "EXPORT_UNAVAILABLE",
        "node:sqlite of this version of Node cannot copy a database to memory: update Node, or run VACUUM INTO 'copy.db' on the database and read that file",
      );
    },
    close: () => raw.close(),
  };
  drivers.set(raw, driver);
  return driver;
}
