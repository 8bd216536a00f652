// The store contract on our store over each SQLite library, with everything that it declares. Native libraries keep a file
// here, and "another store over the same storage" has a connection of its own, as another process would.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inProcessHost } from "@forkpoint/conformance";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { AsyncBatchedStore, type BaseStore } from "@langchain/langgraph-checkpoint";
import BetterSqlite3 from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import { Database, SqlJsStore, betterSqlite3Driver, nodeSqliteDriver } from "@forkpoint/savers";
import {
  type StoreCapability,
  type StoreSubject,
  selectDeclared,
  storeContract,
} from "../../../src/conformance/contracts/store.ts";
import { sqlJs } from "../saver-at-hand.ts";

const DECLARED: readonly StoreCapability[] = [
  "clock",
  "ttl",
  "semantic-search",
  "multi-field",
  "membership-filters",
  "reopen",
  "two-instances",
  "batched",
];

/** One storage: connections to it, and what is left of it when they are closed. */
interface Storage {
  connect(): Database;
  reconnect(before: Database): Database;
  remove(): void;
}

function inMemory(): Storage {
  let database: Database | undefined;
  return {
    connect: () => (database ??= Database.over(new sqlJs.Database())),
    reconnect(before) {
      const bytes = before.export();
      before.close();
      return (database = Database.over(new sqlJs.Database(bytes)));
    },
    remove: () => database?.close(),
  };
}

// What is tested is not whether the disk keeps what was written.
const HASTE = "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY";

function inFile(openFile: (file: string) => Database): () => Storage {
  return () => {
    const folder = mkdtempSync(path.join(tmpdir(), "forkpoint-store-"));
    const opened: Database[] = [];
    const connect = () => {
      const database = openFile(path.join(folder, "saved.db"));
      database.driver.exec(HASTE);
      opened.push(database);
      return database;
    };
    return {
      connect,
      reconnect(before) {
        before.close();
        return connect();
      },
      remove() {
        for (const database of opened) database.close();
        rmSync(folder, { recursive: true });
      },
    };
  };
}

const STORAGES: Readonly<Record<string, () => Storage>> = {
  "sql.js": inMemory,
  "node:sqlite": inFile((file) => Database.over(nodeSqliteDriver(new DatabaseSync(file)))),
  "better-sqlite3": inFile((file) => Database.over(betterSqlite3Driver(new BetterSqlite3(file)))),
};

function subjectOver(storages: () => Storage): StoreSubject & { end(): Promise<void> } {
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  const used = new Map<BaseStore, Storage>();
  const running: AsyncBatchedStore[] = [];
  const keep = (store: SqlJsStore, storage: Storage): SqlJsStore => {
    used.set(store, storage);
    return store;
  };
  return {
    async open(options) {
      const storage = storages();
      return keep(new SqlJsStore(storage.connect(), { now, ...options }), storage);
    },
    passTime: async (ms) => void (passedMs += ms),
    async reopen(store, options) {
      const storage = used.get(store)!;
      return keep(new SqlJsStore(storage.reconnect((store as SqlJsStore).database), { now, ...options }), storage);
    },
    async openBeside(store, options) {
      const storage = used.get(store)!;
      return keep(new SqlJsStore(storage.connect(), { now, ...options }), storage);
    },
    async batched(store) {
      const inNode = new AsyncBatchedStore(store);
      inNode.start();
      running.push(inNode);
      return inNode;
    },
    async end() {
      for (const inNode of running) await inNode.stop();
      for (const storage of new Set(used.values())) storage.remove();
    },
  };
}

function hostOver(storages: () => Storage) {
  let current = subjectOver(storages);
  return inProcessHost<StoreSubject>({
    fresh: () => (current = subjectOver(storages)),
    end: () => current.end(),
  });
}

const { tests, withheld } = selectDeclared(storeContract, DECLARED, "store");

test("every rule of the contract is run", () => {
  expect(withheld).toEqual([]);
  expect(tests.length).toBeGreaterThanOrEqual(60);
});

for (const [library, storages] of Object.entries(STORAGES))
  describeConformance(`SqlJsStore over ${library}`, tests, () => hostOver(storages), { describe, it });
