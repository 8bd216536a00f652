// The package's front door.
export { SaverError, type SaverErrorCode } from "./errors.ts";
export { Database, type Change, type CommitListener } from "./database/database.ts";
export type { DriverStatement, SqliteDriver, SqlValue } from "./database/driver.ts";
export { SqlJsSaver, type OpenOptions, type SaverOptions } from "./saver/sql-js-saver.ts";
export type { PruneOptions } from "./saver/prune.ts";
export type { SaverStats } from "./saver/stats.ts";
export { betterSqlite3Driver, type BetterSqlite3Database } from "./database/better-sqlite3-driver.ts";
export { nodeSqliteDriver, type NodeSqliteDatabase } from "./database/node-sqlite-driver.ts";
export {
  importSqliteSaver,
  type ImportOptions,
  type ImportReport,
  type UnreadableRow,
} from "./import/import-sqlite-saver.ts";
export { FastSerializer } from "./serde/fast-serializer.ts";
export { SqlJsStore } from "./store/sql-js-store.ts";
export type {
  OpenStoreOptions,
  PutOptions,
  ReadOptions,
  StoreOptions,
  StoreStats,
  TimedPutOperation,
  TtlOptions,
} from "./store/store-options.ts";
export type { IndexOptions } from "./store/embedder.ts";
export { HashEmbeddings, type HashEmbeddingsOptions } from "./store/hash-embeddings.ts";
export { openDatabase, type OpenDatabaseOptions, type OpenableJournal, type JournalContents } from "./open-database.ts";
