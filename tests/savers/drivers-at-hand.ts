// Each SQLite library that there is a driver for, and its databases, closed when the test that opened them is over.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { betterSqlite3Driver, nodeSqliteDriver, type SqliteDriver } from "@forkpoint/savers";
import BetterSqlite3 from "better-sqlite3";
import { onTestFinished } from "vitest";
import { sqlJsDriver } from "../../src/savers/database/sql-js-driver.ts";
import { sqlJs } from "./saver-at-hand.ts";

export interface Library {
  readonly name: string;
  /** In memory without a path; a library without files has no databases at one. */
  open(file?: string): SqliteDriver;
  /** In memory, with what is in these bytes of a file. */
  openBytes(bytes: Uint8Array): SqliteDriver;
}

export const nodeSqlite: Library = {
  name: "node:sqlite",
  open: (file = ":memory:") => closing(nodeSqliteDriver(new DatabaseSync(file))),
  openBytes(bytes) {
    const raw = new DatabaseSync(":memory:");
    raw.deserialize(bytes);
    return closing(nodeSqliteDriver(raw));
  },
};

export const betterSqlite3: Library = {
  name: "better-sqlite3",
  open: (file = ":memory:") => closing(betterSqlite3Driver(new BetterSqlite3(file))),
  openBytes: (bytes) => closing(betterSqlite3Driver(new BetterSqlite3(Buffer.from(bytes)))),
};

export const inMemory: Library = {
  name: "sql.js",
  open: () => closing(sqlJsDriver(new sqlJs.Database())),
  openBytes: (bytes) => closing(sqlJsDriver(new sqlJs.Database(bytes))),
};

/** Those with files. */
export const native: readonly Library[] = [nodeSqlite, betterSqlite3];
export const libraries: readonly Library[] = [inMemory, ...native];

/** For a file that exists for as long as the test. */
export function temporaryFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "forkpoint-driver-"));
  // Registered first, so that it runs last: after the databases in it are closed.
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, "saved.db");
}

function closing(driver: SqliteDriver): SqliteDriver {
  onTestFinished(() => {
    if (driver.isOpen) driver.close();
  });
  return driver;
}
