// Files of schema 1: everything in them is read as it was, and a migration that fails leaves the file whole.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { CheckpointTuple } from "@langchain/langgraph-checkpoint";
import { Database, FastSerializer, SqlJsSaver, type SqliteDriver } from "@forkpoint/savers";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from "@forkpoint/savers/schema";
import { expect, test } from "vitest";
import { type Config, at, idOf, listed, put, valuesAt } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { sqlJsDriver } from "../../src/savers/database/sql-js-driver.ts";
import { prepareDatabase } from "../../src/savers/schema/migrate.ts";
import { openSaver, query, sqlJs } from "./saver-at-hand.ts";

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, "fixtures", name)));

/** Written by the saver of schema 1: a graph with a subgraph, an interrupt and two branches, and odd names and values. */
const OLD = fixture("schema-1.sqlite");
/** What that saver listed for it. */
const expected = async (): Promise<CheckpointTuple[]> =>
  (await new FastSerializer().loadsTyped("json", fixture("schema-1.expected"))) as CheckpointTuple[];

test("every checkpoint of a file of schema 1 reads as it did: values, versions, writes, parents, metadata", async () => {
  expect(query(OLD, "PRAGMA user_version")).toEqual([[1]]);
  const saver = await openSaver({ bytes: OLD });
  const tuples = await expected();
  expect(tuples).toHaveLength(40);
  // Between equal ids of different threads, nothing says which comes first.
  const byPlace = ({ config }: CheckpointTuple): string => JSON.stringify(config.configurable);
  const sorted = (all: CheckpointTuple[]) => all.toSorted((a, b) => (byPlace(a) < byPlace(b) ? -1 : 1));
  expect(sorted(await listed(saver, {}))).toEqual(sorted(tuples));
  for (const tuple of tuples) expect(await saver.getTuple(tuple.config)).toEqual(tuple);
  expect(query(saver.export(), "PRAGMA user_version")).toEqual([[SCHEMA_VERSION]]);
});

test("writes that came before their checkpoint are there when it comes", async () => {
  const saver = await openSaver({ bytes: OLD });
  const config = await put(saver, { config: at("t"), n: 99, values: { list: [1] } });
  expect((await saver.getTuple(config))?.pendingWrites).toEqual([["early", "list", "before its checkpoint"]]);
});

test("so are those of a thread that has nothing else", async () => {
  const raw = new sqlJs.Database(OLD);
  raw.run("INSERT INTO writes VALUES ('only', 'child', ?, 'task', 0, 'topic', 'json', CAST('1' AS BLOB))", [idOf(1)]);
  const saver = await openSaver({ bytes: raw.export() });
  raw.close();
  const config = await put(saver, { config: at("only", "child"), n: 1 });
  expect((await saver.getTuple(config))?.pendingWrites).toEqual([["task", "topic", 1]]);
});

test("an old thread goes on: its lists grow by segments, its branches and its interrupts work", async () => {
  const saver = await openSaver({ bytes: OLD });
  const root = at("t", "", idOf(2));
  const before = (await valuesAt(saver, root)) as { list: string[]; file: Uint8Array };
  let config: Config = root;
  for (let n = 200; n < 260; n += 1)
    config = (await put(saver, {
      config,
      n,
      values: {
        ...before,
        list: [...before.list, ...Array.from({ length: n - 199 }, (_, at) => `new ${at} `.repeat(9))],
      },
      versions: { list: n, file: 1 },
      newVersions: { list: n },
    })) as Config;
  expect(await valuesAt(saver, config)).toMatchObject({ file: before.file, list: { length: before.list.length + 60 } });
  expect(await valuesAt(saver, root)).toEqual(before);
  const [[lists, continued]] = query(
    saver.export(),
    "SELECT count(*), sum(base IS NOT NULL) FROM blobs WHERE n IS NOT NULL",
  ) as [[number, number]];
  expect(lists).toBe(60);
  expect(continued).toBeGreaterThan(50);
});

test("the views show what schema 1 stored", async () => {
  const bytes = (await openSaver({ bytes: OLD })).export();
  expect(
    query(bytes, `SELECT value FROM v_values WHERE thread = 't' AND id = '${idOf(2)}' AND channel = 'list'`),
  ).toEqual([['["a","b\\u001e","c"]']]);
  expect(query(bytes, "SELECT count(*), count(created_at), count(metadata) FROM v_checkpoints")).toEqual([
    [40, 40, 40],
  ]);
  expect(query(bytes, "SELECT value FROM v_writes WHERE task = 'early'")).toEqual([['"before its checkpoint"']]);
});

test("old checkpoints are deleted, pruned and copied like new ones, and their blobs go", async () => {
  const saver = await openSaver({ bytes: OLD });
  await saver.copyThread("ann-1", "ann-2");
  await saver.prune(["ann-1"]);
  const [{ config, checkpoint }] = (await listed(saver, at("ann-1"))) as [CheckpointTuple];
  const copy = await saver.getTuple(at("ann-2", "", config.configurable?.checkpoint_id as string));
  expect(copy?.checkpoint).toEqual(checkpoint);
  for (const thread of new Set((await expected()).map((tuple) => tuple.config.configurable?.thread_id as string)))
    await saver.deleteThread(thread);
  await saver.deleteThread("ann-2");
  const { checkpoints, blobs, writes, stubs, scopes } = saver.stats().rows;
  expect({ checkpoints, blobs, writes, stubs, scopes }).toEqual({
    checkpoints: 0,
    blobs: 0,
    writes: 0,
    stubs: 0,
    scopes: 0,
  });
});

test("a file of schema 1 whose serializer was a caller's keeps its bytes and the names of their types", async () => {
  const raw = new sqlJs.Database();
  raw.run(MIGRATIONS[0]!);
  raw.run(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1`);
  raw.run("INSERT INTO blobs VALUES (7, 't', '', 'topic', 'secret', x'ff00fe'), (9, 't', '', 'odd', 'json', x'ff')");
  const head = '{"v":4,"id":"1","ts":"now","channel_versions":{"topic":1,"odd":1},"versions_seen":{}}';
  raw.run(
    "INSERT INTO checkpoints VALUES ('t', '', '1', NULL, 3, 'loop', ?, '{\"topic\":7,\"odd\":9}', 'secret', x'00')",
    [head],
  );
  const seen: [string, Uint8Array][] = [];
  const serde = {
    dumpsTyped: () => Promise.reject(new Error("nothing is written here")),
    loadsTyped: async (type: string, data: Uint8Array | string) => {
      seen.push([type, data as Uint8Array]);
      return type;
    },
  };
  const saver = new SqlJsSaver(raw, { serde });
  expect((await saver.getTuple(at("t")))?.checkpoint).toMatchObject({ id: "1", channel_values: { topic: "secret" } });
  expect(seen).toContainEqual(["secret", Uint8Array.of(255, 0, 254)]);
  expect(seen).toContainEqual(["json", Uint8Array.of(255)]);
  expect(seen).toContainEqual(["secret", Uint8Array.of(0)]);
  raw.close();
});

/** Runs scripts one statement at a time, and fails at the one with this number. */
function failingAt(number: number, driver: SqliteDriver): SqliteDriver & { statements: number } {
  const counting = {
    ...driver,
    statements: 0,
    get isOpen() {
      return driver.isOpen;
    },
    exec(script: string) {
      for (const statement of script.replaceAll(/--.*$/gm, "").split(/;(?![^']*END)/)) {
        if (statement.trim() === "") continue;
        if (!statement.startsWith("ROLLBACK") && !statement.includes("RELEASE")) counting.statements += 1;
        if (counting.statements === number) {
          counting.statements += 1;
          throw new Error("the disk is full");
        }
        driver.exec(statement);
      }
    },
  };
  return counting;
}

test("a migration to schema 2 that fails at any of its statements leaves the file of schema 1 as it was", () => {
  const content = (raw: InstanceType<typeof sqlJs.Database>): unknown => [
    raw.exec("PRAGMA user_version"),
    raw.exec("SELECT * FROM checkpoints ORDER BY 1, 2, 3"),
    raw.exec("SELECT * FROM blobs ORDER BY 1"),
    raw.exec("SELECT * FROM writes ORDER BY 1, 2, 3, 4, 5"),
    raw.exec("SELECT type, name, sql FROM sqlite_schema ORDER BY name"),
  ];
  const old = new sqlJs.Database(OLD);
  const before = content(old);
  old.close();
  let failed = 0;
  for (let number = 1; ; number += 1) {
    const raw = new sqlJs.Database(OLD);
    const driver = failingAt(number, sqlJsDriver(raw));
    let error: unknown;
    try {
      prepareDatabase(Database.over(driver, "old"));
    } catch (reason) {
      error = reason;
    }
    const version = raw.exec("PRAGMA user_version")[0]?.values[0]?.[0];
    if (version === 1) {
      expect(String(error)).toContain("the disk is full");
      expect(content(raw)).toEqual(before);
      failed += 1;
    }
    // What failed then was a later migration, or nothing.
    raw.close();
    if (version !== 1) break;
  }
  // Every statement of schema 2, and the two pragmas.
  expect(failed).toBeGreaterThan(20);
});

test("a file that is migrated already is not touched by opening it again", async () => {
  const once = (await openSaver({ bytes: OLD })).export();
  expect((await openSaver({ bytes: once })).export()).toEqual(once);
});

test("an old file without one of its tables is refused, and so is one of schema 2", async () => {
  for (const [bytes, table] of [
    [OLD, "writes"],
    [(await openSaver({ bytes: OLD })).export(), "shapes"],
  ] as const) {
    const raw = new sqlJs.Database(bytes);
    raw.run("DROP VIEW IF EXISTS v_values");
    raw.run(`DROP TABLE ${table}`);
    expect(() => new SqlJsSaver(raw)).toThrow(expect.objectContaining({ code: "DATABASE_DAMAGED" }) as Error);
    raw.close();
  }
});
