// The store contract on our store over the native SQLite libraries; over sql.js it is in own-store.test.ts. What is stored is
// a file here, and "another store over the same storage" has a connection of its own, as another process would.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { selectDeclared } from "@forkpoint/conformance";
import { describeConformance } from "@forkpoint/conformance/vitest";
import BetterSqlite3 from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import { Database, betterSqlite3Driver, nodeSqliteDriver } from "@forkpoint/savers";
import { storeContract } from "../../../src/conformance/contracts/store.ts";
import { DECLARED, type Storage, hostOver } from "./store-subject.ts";

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
  "node:sqlite": inFile((file) => Database.over(nodeSqliteDriver(new DatabaseSync(file)))),
  "better-sqlite3": inFile((file) => Database.over(betterSqlite3Driver(new BetterSqlite3(file)))),
};

const { tests, withheld } = selectDeclared(storeContract, DECLARED, "store");

test("every rule of the contract is run", () => {
  expect(withheld).toEqual([]);
  expect(tests.length).toBeGreaterThanOrEqual(60);
});

for (const [library, storages] of Object.entries(STORAGES))
  describeConformance(`SqlJsStore over ${library}`, tests, () => hostOver(storages), { describe, it });
