// Questions that read are answered; nothing that is asked changes the file, and what SQLite says is told with what to do.
import { SqlJsSaver } from "@forkpoint/savers";
import type { Database } from "sql.js";
import { expect, onTestFinished, test } from "vitest";
import { InspectError } from "../../src/inspect/inspect-error.ts";
import { MOST_CHARACTERS, MOST_ROWS, runQuery } from "../../src/inspect/run-query.ts";
import { at, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { sqlJs } from "../savers/saver-at-hand.ts";

const bytes = await writeFile();

async function writeFile(): Promise<Uint8Array> {
  const saver = await SqlJsSaver.open({ sqlJs });
  await put(saver, { config: at("t"), n: 1, values: { topic: "a topic that is long enough for a row" } });
  const written = saver.export();
  saver.close();
  return written;
}

function openFile(): Database {
  const database = new sqlJs.Database(bytes);
  onTestFinished(() => database.close());
  return database;
}

/** Byte for byte. */
function isUnchanged(database: Database): boolean {
  return Buffer.from(database.export()).equals(bytes);
}

function refusal(database: Database, sql: string): InspectError {
  try {
    runQuery(database, sql);
  } catch (error) {
    if (error instanceof InspectError) return error;
    throw error;
  }
  throw new Error(`not refused: ${sql}`);
}

test("one statement that reads is answered, whatever stands around it", () => {
  const database = openFile();
  const expected = { columns: ["thread", "step"], rows: [["t", 1]], cut: false };
  for (const sql of [
    "SELECT thread, step FROM v_checkpoints",
    " ;; -- a remark\n/* ; DELETE FROM checkpoints */ select thread, step from v_checkpoints ; ; -- DROP TABLE items",
    "\ufeffSELECT thread, step FROM v_checkpoints /* not closed",
    "WITH c AS (SELECT * FROM v_checkpoints) SELECT thread, step FROM c;",
  ])
    expect(runQuery(database, sql), sql).toEqual(expected);
  expect(runQuery(database, "VALUES (1, 'DELETE'), (NULL, ';')").rows).toEqual([
    [1, "DELETE"],
    [null, ";"],
  ]);
  expect(runQuery(database, "EXPLAIN QUERY PLAN SELECT * FROM checkpoints").rows[0]).toContain("SCAN checkpoints");
  expect(runQuery(database, "SELECT name FROM pragma_table_info('items')").rows[0]).toEqual(["item_id"]);
  expect(runQuery(database, "SELECT 1 AS x WHERE 0")).toEqual({ columns: ["x"], rows: [], cut: false });
});

const WRITES = [
  "DELETE FROM checkpoints",
  "DELETE FROM checkpoints WHERE 0",
  "DELETE FROM checkpoints RETURNING id",
  "WITH x AS (SELECT 1) DELETE FROM checkpoints",
  "WITH x AS (SELECT 'k') INSERT INTO items (namespace, key, value, created_at, updated_at) SELECT 'n/', 'k', '1', 0, 0 FROM x RETURNING key",
  "INSERT INTO items (namespace, key, value, created_at, updated_at) VALUES ('n/', 'k', '1', 0, 0)",
  "UPDATE checkpoints SET parent = NULL",
  "REPLACE INTO scopes VALUES (9, 'x', 'y')",
  "CREATE TABLE more (x)",
  "CREATE TEMP TABLE more (x)",
  "WITH x AS (SELECT 1) REPLACE INTO scopes SELECT 9, 'x', 'y'",
  "DROP VIEW v_items",
  "ALTER TABLE items RENAME TO goods",
  "ATTACH ':memory:' AS other",
  "DETACH main",
  "VACUUM",
  "VACUUM INTO '/other.sqlite'",
  "/* x */ PRAGMA user_version = 9",
  "\ufeffPRAGMA query_only = 0",
  "-- x\npragma query_only(0)",
  "EXPLAIN PRAGMA query_only = 0",
  "explain /* x */ query plan\tPRAGMA user_version = 9",
  "PRAGMA writable_schema = 1",
  "PRAGMA user_version",
  "BEGIN",
  "BEGIN IMMEDIATE",
  "SAVEPOINT s",
  "COMMIT",
  "END",
  "ROLLBACK",
  "RELEASE s",
  "ANALYZE",
  "REINDEX",
  "EXPLAIN ANALYZE",
];

test.each(WRITES)("%s is refused, and changes nothing", (sql) => {
  const database = openFile();
  expect(refusal(database, sql).code).toBe("QUERY_WRITES");
  expect(runQuery(database, "SELECT count(*) FROM pragma_database_list").rows).toEqual([[1]]);
  // Had a transaction been left open, this would fail.
  database.run("BEGIN; COMMIT");
  expect(isUnchanged(database)).toBe(true);
});

test("who asks for a PRAGMA is told how to ask", () => {
  const database = openFile();
  const { message } = refusal(database, "PRAGMA table_info(items)");
  expect(message).toMatch(/^Queries here only read, .*SELECT \* FROM pragma_table_info\('checkpoints'\)/);
  expect(refusal(database, "VACUUM").message).toMatch(/VACUUM does not only read\. Use Tamper/);
});

test("functions over tables that stand for pragmas read only, too", () => {
  const database = openFile();
  const names = runQuery(database, "SELECT name FROM pragma_pragma_list").rows.flat().map(String);
  expect(names.length).toBeGreaterThan(50);
  let answered = 0;
  for (const name of names)
    for (const call of [`pragma_${name}`, `pragma_${name}(0)`, `pragma_${name}(1)`, `pragma_${name}('main')`])
      try {
        runQuery(database, `SELECT * FROM ${call}`);
        answered += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(InspectError);
      }
  expect(answered).toBeGreaterThan(20);
  expect(refusal(database, "WITH x AS (SELECT 1) DELETE FROM checkpoints").code).toBe("QUERY_WRITES");
  expect(isUnchanged(database)).toBe(true);
});

test("a second statement is refused, and not even compiled", () => {
  const database = openFile();
  for (const second of ["SELECT 2", "DELETE FROM items", "PRAGMA query_only = 0", "x", "'"]) {
    const { code, message } = refusal(database, `SELECT 1; /* ; */ ${second}`);
    expect(code).toBe("QUERY_FAILED");
    expect(message).toBe(`One statement at a time: after the first one comes ${JSON.stringify(second)}.`);
  }
  expect(refusal(database, "SELECT 1) ; DELETE FROM items; --").code).toBe("QUERY_FAILED");
  expect(isUnchanged(database)).toBe(true);
});

test("whether the database may be written to is as it was before", () => {
  const database = openFile();
  const isReadOnly = () => database.exec("PRAGMA query_only")[0]?.values;
  refusal(database, "SELECT nonsense");
  expect(isReadOnly()).toEqual([[0]]);
  database.run("PRAGMA query_only = 1");
  runQuery(database, "SELECT 1");
  expect(isReadOnly()).toEqual([[1]]);
});

test("rows, texts and their sum are bounded, and what is left out is told", () => {
  const database = openFile();
  const numbers = (most: number) =>
    `WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ${most}) SELECT x FROM n`;
  expect(runQuery(database, numbers(MOST_ROWS))).toMatchObject({ cut: false, rows: { length: MOST_ROWS } });
  expect(runQuery(database, numbers(MOST_ROWS + 1))).toMatchObject({ cut: true, rows: { length: MOST_ROWS } });
  // Without an end, but not read to the end.
  expect(runQuery(database, numbers(Infinity).replace("Infinity", "x + 1")).cut).toBe(true);

  const [[text]] = runQuery(database, `SELECT replace(hex(zeroblob(${MOST_CHARACTERS})), '00', 'x') || 'yz'`).rows as [
    [string],
  ];
  expect(text).toBe(`${"x".repeat(MOST_CHARACTERS)}… (2 more characters)`);
  const wide = Array.from({ length: 10 }, () => "hex(zeroblob(1000))").join(", ");
  const { rows, cut } = runQuery(database, numbers(400).replace("SELECT x FROM", `SELECT ${wide} FROM`));
  expect([rows.length, cut]).toEqual([101, true]);
});

test("values that JavaScript would change come as text", () => {
  const database = openFile();
  expect(
    runQuery(
      database,
      "SELECT 9007199254740993, -9223372036854775808, 9007199254740991, 0.5, x'00ff', x'', x'07', zeroblob(99), 1e999",
    ).rows,
  ).toEqual([
    [
      ...["9007199254740993", "-9223372036854775808", 9007199254740991, 0.5, "x'00ff' (2 bytes)", "x'' (0 bytes)"],
      ...["x'07' (1 byte)", `x'${"00".repeat(16)}…' (99 bytes)`, Infinity],
    ],
  ]);
});

test("an error is told in SQLite's words, with what to do", () => {
  const database = openFile();
  const cases: [sql: string, words: RegExp][] = [
    [
      "SELECT * FROM checkpoint",
      /no such table: checkpoint\. Did you mean checkpoints\? Readable views are v_checkpoints, /,
    ],
    ["SELECT * FROM zebra", /no such table: zebra\. Readable views .*; tables are blobs, checkpoints, .*writes\.$/],
    ["SELECT * FROM write", /Did you mean v_writes\?/],
    [
      "SELECT thred FROM v_checkpoints",
      /no such column: thred\. Did you mean thread\? v_checkpoints has thread, namespace, id, /,
    ],
    ["SELECT id FROM v_checkpoints a, v_values b", /ambiguous column name: id\. Several tables have it/],
    ["SELECT * FORM items", /near "FORM": syntax error\. It could read the text up to “FORM”/],
    ["SELECT (1", /incomplete input\. The text ends too early/],
    ["SELECT 'x", /unrecognized token: "'x"\. Text goes in single quotes/],
    ["SELECT 1 FROM items WHERE count(*) > 1", /misuse of aggregate.*HAVING/],
    ["SELECT json_get('x')", /no such function: json_get\..*json_extract/],
    ["SELECT json_extract('x', '$')", /malformed JSON\. Not every value is JSON/],
    ["SELECT abs(-9223372036854775808)", /^SQLite says: integer overflow\.$/],
    ["SELCT 1", /^SQLite knows no query that begins so: "SELCT 1"\. A query begins with SELECT/],
    ["EXPLAIN", /begins so: "EXPLAIN"/],
    ["", /^There is no statement here/],
    [" -- only a remark", /^There is no statement here/],
    ["SELECT 1\0; DELETE FROM items", /NUL/],
  ];
  for (const [sql, words] of cases) {
    const { code, message } = refusal(database, sql);
    expect(message, sql).toMatch(words);
    expect(code, sql).toBe("QUERY_FAILED");
  }
});
