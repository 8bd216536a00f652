// The savers that are compared, each over a database in memory.
import { DatabaseSync } from "node:sqlite";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { MemorySaver } from "@langchain/langgraph-checkpoint";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";
import BetterSqlite3 from "better-sqlite3";
import initSqlJs from "sql.js";
import { betterSqlite3Driver, Database, nodeSqliteDriver, SqlJsSaver } from "@forkpoint/savers";

export interface Contender {
  readonly saver: BaseCheckpointSaver;
  /** What is stored: pages of the file that the database would be; for MemorySaver the bytes of its buffers. */
  bytes(): number;
  /** Makes the next read go to the database: what is kept in memory between calls is forgotten. */
  forget(): void;
  close(): void;
}

export const OURS = "SqlJsSaver, sql.js";
export const OFFICIAL = "SqliteSaver, better-sqlite3";
export const MEMORY = "MemorySaver";

const sqlJs = await initSqlJs();

export const contenders: Readonly<Record<string, () => Contender>> = {
  [OURS]: () => ours(Database.over(new sqlJs.Database())),
  "SqlJsSaver, node:sqlite": () => ours(Database.over(nodeSqliteDriver(new DatabaseSync(":memory:")))),
  "SqlJsSaver, better-sqlite3": () => ours(Database.over(betterSqlite3Driver(new BetterSqlite3(":memory:")))),
  [OFFICIAL]: official,
  [MEMORY]: memory,
};

function ours(database: Database): Contender {
  const saver = new SqlJsSaver(database);
  return {
    saver,
    bytes: () => Number(database.row("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?.[0]),
    forget: () => void (database.epoch += 1),
    close: () => database.close(),
  };
}

function official(): Contender {
  const database = new BetterSqlite3(":memory:");
  const pragma = (name: string) => database.pragma(name, { simple: true }) as number;
  return {
    saver: new SqliteSaver(database),
    bytes: () => pragma("page_count") * pragma("page_size"),
    forget: () => {},
    close: () => void database.close(),
  };
}

function memory(): Contender {
  const saver = new MemorySaver();
  return { saver, bytes: () => bufferBytes([saver.storage, saver.writes]), forget: () => {}, close: () => {} };
}

function bufferBytes(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + bufferBytes(each), 0);
}
