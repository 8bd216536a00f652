// Savers as subjects of the contract: ours on each SQLite library, and LangGraph's own, each with what it declares.
import { readFileSync, rmSync, writeFileSync, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Database, SqlJsSaver, type SqliteDriver, betterSqlite3Driver, nodeSqliteDriver } from "@forkpoint/savers";
import { type BaseCheckpointSaver, MemorySaver, type SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";
import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import initSqlJs from "sql.js";
import type { SaverCapability } from "../../src/conformance/contracts/saver.ts";
import { at, idOf } from "../../src/conformance/contracts/saver/saver-calls.ts";
import type { SaverUnderTest } from "./contract-runs.ts";
import { startPostgres } from "./postgres-server.ts";
import { saverGraphs } from "./saver-graphs.ts";

export interface KnownSaver extends SaverUnderTest, AsyncDisposable {
  /** As a table's head. */
  readonly name: string;
  /** What it is made of, with versions. */
  readonly of: string;
}

const sqlJs = await initSqlJs();
const ALL: readonly SaverCapability[] = ["delta-history", "custom-serde", "graphs"];
const STORED: readonly SaverCapability[] = [...ALL, "reopen", "two-instances"];
const OURS: readonly SaverCapability[] = [...STORED, "copy-thread", "prune", "delete-for-runs", "schema-migration"];

const require = createRequire(import.meta.url);
/** "name 1.2.3", as installed. */
function installed(name: string): string {
  // Not every package lets its package.json be imported, so it is looked for beside what is.
  let folder = path.dirname(require.resolve(name));
  while (path.basename(folder) !== path.basename(name)) folder = path.dirname(folder);
  return `${name} ${(JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string }).version}`;
}

const nothingToClose = async (): Promise<void> => {};

export async function memorySaver(): Promise<KnownSaver> {
  return {
    name: "MemorySaver",
    of: installed("@langchain/langgraph-checkpoint"),
    capabilities: ALL,
    fresh: () => ({ open: async ({ serde } = {}) => new MemorySaver(serde), graphs: saverGraphs }),
    [Symbol.asyncDispose]: nothingToClose,
  };
}

export async function sqliteSaver(): Promise<KnownSaver> {
  const databaseOf = (saver: BaseCheckpointSaver) =>
    (saver as unknown as SqliteSaver & { db: BetterSqlite3.Database }).db;
  return {
    name: "SqliteSaver",
    of: `${installed("@langchain/langgraph-checkpoint-sqlite")} on ${installed("better-sqlite3")}`,
    capabilities: STORED,
    fresh: () => ({
      open: async ({ serde } = {}) => new SqliteSaver(new BetterSqlite3(":memory:"), serde),
      reopen: async (saver) => new SqliteSaver(new BetterSqlite3(databaseOf(saver).serialize())),
      openBeside: async (saver) => new SqliteSaver(databaseOf(saver)),
      graphs: saverGraphs,
    }),
    [Symbol.asyncDispose]: nothingToClose,
  };
}

interface SqliteLibrary extends AsyncDisposable {
  readonly name: string;
  readonly of: string;
  /** A new database, or one that holds these bytes. */
  open(bytes?: Uint8Array): Database;
  /** The database of another program on the same storage, where there can be one; otherwise the same. */
  openBeside(database: Database): Database;
  /** The same storage after a new start. */
  reopen(database: Database): Database;
}

function inSqlJs(): SqliteLibrary {
  const open = (bytes?: Uint8Array): Database => Database.over(new sqlJs.Database(bytes));
  return {
    name: "SqlJsSaver",
    of: `@forkpoint/savers on ${installed("sql.js")}`,
    open,
    openBeside: (database) => database,
    reopen(database) {
      const bytes = database.export();
      database.close();
      return open(bytes);
    },
    [Symbol.asyncDispose]: nothingToClose,
  };
}

// What is tested is not whether the disk keeps what was written.
const HASTE = "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY";

/** A library that opens files: each database is one, and a saver beside another has a connection of its own. */
function withFiles(name: string, of: string, driverOver: (file: string) => SqliteDriver): SqliteLibrary {
  const folder = mkdtempSync(path.join(tmpdir(), "forkpoint-savers-"));
  const files = new WeakMap<Database, string>();
  let count = 0;
  const connect = (file: string): Database => {
    const database = Database.over(driverOver(file));
    database.driver.exec(HASTE);
    files.set(database, file);
    return database;
  };
  return {
    name,
    of,
    open(bytes) {
      const file = path.join(folder, `${(count += 1)}.db`);
      if (bytes) writeFileSync(file, bytes);
      return connect(file);
    },
    openBeside: (database) => connect(files.get(database)!),
    reopen(database) {
      database.close();
      return connect(files.get(database)!);
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true });
    },
  };
}

const inNodeSqlite = (): SqliteLibrary =>
  withFiles("SqlJsSaver on node:sqlite", "@forkpoint/savers on node:sqlite", (file) =>
    nodeSqliteDriver(new DatabaseSync(file)),
  );

const inBetterSqlite3 = (): SqliteLibrary =>
  withFiles("SqlJsSaver on better-sqlite3", `@forkpoint/savers on ${installed("better-sqlite3")}`, (file) =>
    betterSqlite3Driver(new BetterSqlite3(file)),
  );

function sqlJsSaverOn(library: SqliteLibrary): KnownSaver {
  const opened = new Set<Database>();
  const over = (database: Database, serde?: SerializerProtocol): SqlJsSaver => {
    opened.add(database);
    return new SqlJsSaver(database, { serde });
  };
  const databaseOf = (saver: BaseCheckpointSaver): Database => (saver as unknown as SqlJsSaver).database;
  return {
    name: library.name,
    of: library.of,
    capabilities: OURS,
    fresh: () => ({
      open: async ({ serde } = {}) => over(library.open(), serde),
      reopen: async (saver) => over(library.reopen(databaseOf(saver))),
      openBeside: async (saver) => over(library.openBeside(databaseOf(saver))),
      async openOlder() {
        const file = readFileSync(path.join(import.meta.dirname, "fixtures/schema-1.sqlite"));
        const values = { list: ["a", "B"], file: new Uint8Array([0, 255, 30]) };
        return { saver: over(library.open(file)), config: at("t", "", idOf(3)), values };
      },
      async openNewer() {
        const newer = new sqlJs.Database(over(library.open()).export());
        newer.run("PRAGMA user_version = 9999");
        return over(library.open(newer.export()));
      },
      graphs: saverGraphs,
    }),
    end() {
      for (const database of opened) database.close();
      opened.clear();
    },
    [Symbol.asyncDispose]: () => Promise.resolve(library[Symbol.asyncDispose]()),
  };
}

export const sqlJsSaver = async (): Promise<KnownSaver> => sqlJsSaverOn(inSqlJs());
export const nodeSqliteSaver = async (): Promise<KnownSaver> => sqlJsSaverOn(inNodeSqlite());
export const betterSqlite3Saver = async (): Promise<KnownSaver> => sqlJsSaverOn(inBetterSqlite3());

/** Tables are made once and emptied before each rule, which is quicker than a schema for each. */
async function postgresSaverOn(name: string, of: string, connection: pg.PoolConfig, close: () => Promise<void>) {
  const pool = new pg.Pool(connection);
  await new PostgresSaver(pool).setup();
  const beside = async (): Promise<PostgresSaver> => new PostgresSaver(pool);
  const saver: KnownSaver = {
    name,
    of: `${installed("@langchain/langgraph-checkpoint-postgres")} on ${of}`,
    capabilities: STORED,
    fresh: () => ({
      async open({ serde } = {}) {
        await pool.query("TRUNCATE checkpoints, checkpoint_blobs, checkpoint_writes");
        return new PostgresSaver(pool, serde);
      },
      reopen: beside,
      openBeside: beside,
      graphs: saverGraphs,
    }),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await close();
    },
  };
  return saver;
}

export async function postgresSaver(): Promise<KnownSaver> {
  const server = await startPostgres();
  const of = `PostgreSQL ${server.version}`;
  return postgresSaverOn("PostgresSaver", of, { connectionString: server.url }, async () =>
    server[Symbol.asyncDispose](),
  );
}

/** PostgreSQL in WebAssembly, which has one connection: a second one would wait until the first has let go. */
export async function pgliteSaver(): Promise<KnownSaver> {
  const database = await PGlite.create();
  const connection = { ...createPgConfig(database), max: 1 };
  const of = installed("@electric-sql/pglite");
  return postgresSaverOn("PostgresSaver on PGlite", of, connection, async () => void (await database.close()));
}
