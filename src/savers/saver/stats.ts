// What a database holds and what was asked of it, for people and for tests: counts that do not depend on the machine.
import type { Database } from "../database/database.ts";
import { TABLES } from "../schema.ts";
import { ListCache } from "./list-cache.ts";

export interface SaverStats {
  /** Size of the database, its free pages included. */
  readonly bytes: number;
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Statements run through this database since it was opened, by all savers and stores over it. */
  readonly statements: number;
  /** How often a list that a put builds on was in memory, and how often it had to be read. */
  readonly cacheHits: number;
  readonly cacheMisses: number;
}

export function readStats(database: Database): SaverStats {
  const { executed: statements } = database;
  const [pages] = database.row("PRAGMA page_count") as [number];
  const [pageBytes] = database.row("PRAGMA page_size") as [number];
  const rows = TABLES.map((table) => [table, Number(database.row(`SELECT count(*) FROM ${table}`)?.[0])]);
  const { hits, misses } = ListCache.of(database);
  return {
    ...{ bytes: pages * pageBytes, rows: Object.fromEntries(rows) as Record<string, number>, statements },
    ...{ cacheHits: hits, cacheMisses: misses },
  };
}
