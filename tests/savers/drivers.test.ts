// One contract for every SQLite library that a saver can run on: what the rows look like, and what becomes of odd values.
import { DatabaseSync } from "node:sqlite";
import {
  betterSqlite3Driver,
  Database,
  nodeSqliteDriver,
  type NodeSqliteDatabase,
  SaverError,
  type SqliteDriver,
  type SqlValue,
} from "@forkpoint/savers";
import BetterSqlite3 from "better-sqlite3";
import { expect, test } from "vitest";
import { originalText, storedText } from "../../src/savers/schema.ts";
import { inMemory, libraries, native, temporaryFile } from "./drivers-at-hand.ts";
import { codeOf, query } from "./saver-at-hand.ts";

const each = libraries.map((library) => [library.name, library] as const);
const eachNative = native.map((library) => [library.name, library] as const);

/** One statement, once. */
const all = (driver: SqliteDriver, sql: string, ...params: SqlValue[]) => driver.prepare(sql).all(params);

function withTable(driver: SqliteDriver): SqliteDriver {
  driver.exec("CREATE TABLE saved (place INTEGER PRIMARY KEY, value); CREATE TABLE other (value)");
  return driver;
}

test.each(each)("%s names itself", (name, library) => {
  expect(library.open().library).toBe(name);
});

test.each(each)("%s gives rows as arrays, in the order of the columns, also of equal names", (_, library) => {
  const driver = library.open();
  expect(all(driver, "SELECT 1 AS a, 'two' AS a, NULL, 1.5, x'00ff'")).toEqual([
    [1, "two", null, 1.5, Uint8Array.of(0, 255)],
  ]);
  expect(all(driver, "SELECT 1 WHERE 0")).toEqual([]);
});

test.each(each)("%s keeps the type of what is bound", (_, library) => {
  const params = ["text", 7, -0.5, null, Uint8Array.of(1)];
  const [types] = all(library.open(), "SELECT typeof(?), typeof(?), typeof(?), typeof(?), typeof(?)", ...params);
  expect(types).toEqual(["text", "integer", "real", "null", "blob"]);
});

test.each(each)("%s binds numbered parameters, also twice and in another order", (_, library) => {
  expect(all(library.open(), "SELECT ?2, ?1, ?2", "one", 2)).toEqual([[2, "one", 2]]);
});

test.each(each)("%s keeps whole numbers up to 2^53", (_, library) => {
  const driver = withTable(library.open());
  for (const number of [0, -1, 2 ** 31, -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
    all(driver, "INSERT OR REPLACE INTO saved (place) VALUES (?)", number);
    expect(all(driver, "SELECT place, typeof(place) FROM saved WHERE place = ?", number)).toEqual([
      [number, "integer"],
    ]);
  }
  // Larger ones are doubles, here as in JavaScript.
  expect(all(driver, "SELECT ?", 2 ** 60)).toEqual([[2 ** 60]]);
});

test("a larger whole number in a foreign table is rounded, or refused by node:sqlite", () => {
  const read = libraries.map((library) => {
    try {
      return all(library.open(), "SELECT 9007199254740993")[0]![0];
    } catch (error) {
      return (error as { code: string }).code;
    }
  });
  expect(read).toEqual([2 ** 53, "ERR_OUT_OF_RANGE", 2 ** 53]);
});

test.each(each)("%s keeps text, with NUL in it and beyond the first plane", (_, library) => {
  const driver = withTable(library.open());
  for (const text of ["", "nul\0nul", "😀", "\u2028", "\u001e", "x".repeat(100_000)]) {
    all(driver, "INSERT OR REPLACE INTO saved VALUES (1, ?)", text);
    expect(all(driver, "SELECT value FROM saved")).toEqual([[text]]);
  }
});

test.each(each)("%s keeps every JavaScript string in the form that ids are stored in", (_, library) => {
  const driver = withTable(library.open());
  for (const text of ["\ud800", "\udc00\ud800", "a\0b", "back\\slash", "\\ud800", "\ufeffmark", "\ufeff"]) {
    all(driver, "INSERT OR REPLACE INTO saved VALUES (1, ?)", storedText(text));
    expect(originalText(String(all(driver, "SELECT value FROM saved")[0]![0]))).toBe(text);
  }
});

test.each(each)("%s gives bytes as plain arrays of their own, also when there are none", (_, library) => {
  const driver = withTable(library.open());
  for (const bytes of [new Uint8Array(0), Uint8Array.of(0, 1, 0, 255), new Uint8Array(1_000_000).fill(7)]) {
    const given = bytes.slice();
    all(driver, "INSERT OR REPLACE INTO saved VALUES (1, ?)", given);
    given.fill(99);
    const [[read, type]] = all(driver, "SELECT value, typeof(value) FROM saved") as [[Uint8Array, string]];
    expect(type).toBe("blob");
    // Compared by prototype as well: a Buffer is not what was saved.
    expect(read).toStrictEqual(bytes);
    read.fill(1);
    expect(all(driver, "SELECT value FROM saved")).toStrictEqual([[bytes]]);
  }
});

test.each(each)("%s stores the part of a larger array that is a view", (_, library) => {
  const driver = withTable(library.open());
  all(driver, "INSERT INTO saved VALUES (1, ?)", Uint8Array.of(1, 2, 3, 4).subarray(1, 3));
  expect(all(driver, "SELECT value FROM saved")).toStrictEqual([[Uint8Array.of(2, 3)]]);
});

test.each(each)("%s gives the rows of RETURNING, and none for what gives none", (_, library) => {
  const driver = withTable(library.open());
  expect(all(driver, "INSERT INTO saved VALUES (1, 'a'), (2, 'b') RETURNING place, value")).toEqual([
    [1, "a"],
    [2, "b"],
  ]);
  expect(all(driver, "UPDATE saved SET value = 'c' WHERE place = 2")).toEqual([]);
  expect(all(driver, "DELETE FROM saved WHERE place = 1 RETURNING value")).toEqual([["a"]]);
  expect(all(driver, "PRAGMA user_version")).toEqual([[0]]);
  expect(all(driver, "SELECT value FROM saved")).toEqual([["c"]]);
});

test.each(each)("%s runs a statement again, also after it failed", (_, library) => {
  const driver = withTable(library.open());
  const insert = driver.prepare("INSERT INTO saved VALUES (?, ?)");
  insert.all([1, "a"]);
  expect(() => insert.all([1, "again"])).toThrow(/UNIQUE/);
  insert.all([2, "b"]);
  expect(all(driver, "SELECT * FROM saved")).toEqual([
    [1, "a"],
    [2, "b"],
  ]);
  insert.free();
});

test.each(each)("%s leaves nothing open: a table that was read can be dropped", (_, library) => {
  const driver = withTable(library.open());
  all(driver, "INSERT INTO saved VALUES (1, 'a')");
  all(driver, "SELECT * FROM saved");
  driver.exec("DROP TABLE saved");
  expect(() => all(driver, "SELECT * FROM saved")).toThrow(/no such table/);
});

test.each(each)("%s takes part in a transaction that the owner of the database began", (_, library) => {
  const driver = withTable(library.open());
  const database = Database.over(driver);
  driver.exec("BEGIN");
  database.transaction(() => database.run("INSERT INTO saved VALUES (1, 'kept?')"));
  driver.exec("ROLLBACK");
  expect(database.rows("SELECT * FROM saved")).toEqual([]);
});

test.each(each)("%s undoes a transaction that failed, and the one outside it goes on", (_, library) => {
  const database = Database.over(withTable(library.open()));
  database.transaction(() => {
    database.run("INSERT INTO saved VALUES (1, 'outer')");
    expect(() =>
      database.transaction(() => {
        database.run("INSERT INTO saved VALUES (2, 'inner')");
        throw new Error("no");
      }),
    ).toThrow("no");
  });
  expect(database.rows("SELECT value FROM saved")).toEqual([["outer"]]);
});

test.each(each)("%s says that it is closed, and what is over it refuses to work", async (_, library) => {
  const driver = withTable(library.open());
  const database = Database.over(driver);
  database.rows("SELECT * FROM saved");
  expect(driver.isOpen).toBe(true);
  driver.close();
  expect(driver.isOpen).toBe(false);
  expect(await codeOf(() => database.rows("SELECT * FROM saved"))).toBe("SAVER_CLOSED");
  expect(await codeOf(() => database.run("DELETE FROM saved"))).toBe("SAVER_CLOSED");
  expect(await codeOf(() => database.export())).toBe("SAVER_CLOSED");
  database.close();
});

test.each(each)("%s exports a file, and the database goes on", (_, library) => {
  const driver = withTable(library.open());
  all(driver, "INSERT INTO saved VALUES (1, 'a')");
  const file = driver.export();
  expect(Object.getPrototypeOf(file)).toBe(Uint8Array.prototype);
  all(driver, "INSERT INTO saved VALUES (2, 'b')");
  expect(query(file, "SELECT value FROM saved")).toEqual([["a"]]);
  expect(query(driver.export(), "SELECT value FROM saved")).toEqual([["a"], ["b"]]);
});

test.each(each)("%s does not export what is not committed", (_, library) => {
  const driver = withTable(library.open());
  driver.exec("BEGIN");
  all(driver, "INSERT INTO saved VALUES (1, 'a')");
  expect(() => driver.export()).toThrow(/transaction/);
  driver.exec("ROLLBACK");
  expect(query(driver.export(), "SELECT * FROM saved")).toEqual([]);
});

test.each(eachNative)("%s exports a file in WAL mode so that it opens from memory", (_, library) => {
  const driver = library.open(temporaryFile());
  expect(all(driver, "PRAGMA journal_mode = WAL")).toEqual([["wal"]]);
  withTable(driver);
  all(driver, "INSERT INTO saved VALUES (1, 'in the log')");
  for (const other of libraries) {
    const copy = other.openBytes(driver.export());
    expect(all(copy, "SELECT value FROM saved")).toEqual([["in the log"]]);
    expect(all(copy, "PRAGMA integrity_check")).toEqual([["ok"]]);
  }
});

test.each(eachNative)("%s shares a file in WAL mode with another connection", (_, library) => {
  const file = temporaryFile();
  const [writer, reader] = [library.open(file), library.open(file)];
  all(writer, "PRAGMA journal_mode = WAL");
  withTable(writer);
  writer.exec("BEGIN");
  all(writer, "INSERT INTO saved VALUES (1, 'a')");
  expect(all(reader, "SELECT value FROM saved")).toEqual([]);
  writer.exec("COMMIT");
  expect(all(reader, "SELECT value FROM saved")).toEqual([["a"]]);
});

test("the same database gives the same driver, so that all over it share one Database", () => {
  const [node, better] = [new DatabaseSync(":memory:"), new BetterSqlite3(":memory:")];
  expect(nodeSqliteDriver(node)).toBe(nodeSqliteDriver(node));
  expect(Database.over(betterSqlite3Driver(better))).toBe(Database.over(betterSqlite3Driver(better)));
  expect(nodeSqliteDriver(node)).not.toBe(nodeSqliteDriver(new DatabaseSync(":memory:")));
});

test("numbers are numbers, also where the owner of the database reads whole numbers as BigInts", () => {
  const better = new BetterSqlite3(":memory:").defaultSafeIntegers(true);
  const node = new DatabaseSync(":memory:", { readBigInts: true });
  for (const driver of [betterSqlite3Driver(better), nodeSqliteDriver(node)])
    expect(all(driver, "SELECT 1, 2.5")).toEqual([[1, 2.5]]);
});

test("on a Node whose SQLite cannot serialize, export is refused and says what to do", () => {
  const raw = new DatabaseSync(":memory:");
  const older: NodeSqliteDatabase = {
    isOpen: true,
    isTransaction: false,
    exec: (sql) => raw.exec(sql),
    prepare: (sql) => raw.prepare(sql),
    close: () => raw.close(),
  };
  const driver = nodeSqliteDriver(older);
  expect(() => driver.export()).toThrow(SaverError);
  expect(() => driver.export()).toThrow(/VACUUM INTO/);
});

test("a database of sql.js needs no driver of its own", () => {
  const driver = inMemory.open();
  expect(Database.over(driver).driver).toBe(driver);
});
