// The databases of a guest, over the real saver.
import { openDatabase, SqlJsSaver, SqlJsStore } from "@forkpoint/savers";
import initSqlJs, { type Database } from "sql.js";
import { expect, test } from "vitest";
import { createDatabases } from "../../src/guest/databases.ts";
import type { TraceEvent } from "../../src/guest/guest-root.ts";

const sqlJs = await initSqlJs();
const THREAD = { configurable: { thread_id: "t", checkpoint_ns: "" } };

function openDatabases() {
  const trace: TraceEvent[] = [];
  const databases = createDatabases({ SqlJsSaver, SqlJsStore, openDatabase }, sqlJs, (event) => trace.push(event));
  return { ...databases, Saver: databases.openers.SqlJsSaver, Store: databases.openers.SqlJsStore, trace };
}

function checkpoint(id: string) {
  return { v: 4, id, ts: "2024-01-01T00:00:00Z", channel_values: {}, channel_versions: {}, versions_seen: {} };
}

async function put(saver: SqlJsSaver, id: string): Promise<void> {
  await saver.put(THREAD, checkpoint(id), { source: "input", step: -1, parents: {} }, {});
}

async function latest(saver: SqlJsSaver): Promise<string | undefined> {
  return (await saver.getTuple(THREAD))?.checkpoint.id;
}

const FIRST = "1f000000-0000-6000-8000-000000000001";
const SECOND = "1f000000-0000-6000-8000-000000000002";

test("savers of one name share a database, savers of two do not", async () => {
  const { Saver, saver } = openDatabases();
  await put(await Saver.open(), FIRST);
  expect(await latest(await saver("main"))).toBe(FIRST);
  expect(await latest(await Saver.open({ name: "other" }))).toBeUndefined();
});

test("a store shares the database of its name with the saver, and outlives a restart with it", async () => {
  const { Saver, Store, openers, reset, all } = openDatabases();
  await put(await Saver.open(), FIRST);
  await (await Store.open()).put(["people"], "ann", { likes: "tea" });
  reset(all());
  expect(await latest(await Saver.open())).toBe(FIRST);
  expect((await (await Store.open()).get(["people"], "ann"))?.value).toEqual({ likes: "tea" });
  expect(await (await Store.open({ name: "other" })).get(["people"], "ann")).toBeNull();
  const database = await openers.openDatabase();
  expect((await new Store(database).get(["people"], "ann"))?.value).toEqual({ likes: "tea" });
  expect(await latest(new Saver(database))).toBe(FIRST);
});

test("closing a saver closes neither the database nor another saver over it", async () => {
  const { Saver } = openDatabases();
  const [one, two] = [await Saver.open(), await Saver.open()];
  await put(one, FIRST);
  one.close();
  await expect(latest(one)).rejects.toMatchObject({ code: "SAVER_CLOSED" });
  expect(await latest(two)).toBe(FIRST);
  expect(await latest(await Saver.open())).toBe(FIRST);
});

test("a reset forgets what was open, and begins with the bytes that it is given", async () => {
  const { Saver, reset, all } = openDatabases();
  await put(await Saver.open(), FIRST);
  const stored = all();
  reset([]);
  expect(all()).toEqual([]);
  expect(await latest(await Saver.open())).toBeUndefined();
  reset(stored);
  expect(all()).toEqual(stored);
  expect(await latest(await Saver.open())).toBe(FIRST);
});

test("open({ bytes }) puts those bytes under the name", async () => {
  const { Saver, all } = openDatabases();
  const source = await Saver.open();
  await put(source, FIRST);
  const copy = await Saver.open({ name: "copy", bytes: source.export() });
  await put(copy, SECOND);
  expect([await latest(source), await latest(copy)]).toEqual([FIRST, SECOND]);
  expect(await latest(await Saver.open({ name: "copy" }))).toBe(SECOND);
  expect(
    all()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["copy", "main"]);
});

test("bytes that are no database of ours are refused, and nothing is registered", async () => {
  const { Saver, all } = openDatabases();
  await expect(Saver.open({ bytes: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({ code: "NOT_A_DATABASE" });
  expect(all()).toEqual([]);
});

test("what is taken out is what was stored, whatever learner code did to the methods", async () => {
  const { Saver, all, reset } = openDatabases();
  const saver = await Saver.open();
  await put(saver, FIRST);
  const { export: original } = sqlJs.Database.prototype;
  const forged = () => new Uint8Array([9]);
  saver.export = forged;
  (sqlJs.Database.prototype as Database).export = forged;
  const stored = all();
  sqlJs.Database.prototype.export = original;
  reset(stored);
  expect(await latest(await Saver.open())).toBe(FIRST);
});

test("each call is told with thread and checkpoint; what learner code passes is not trusted to be text", async () => {
  const { Saver, trace } = openDatabases();
  const saver = await Saver.open();
  await put(saver, FIRST);
  await saver.getTuple(THREAD);
  await saver.putWrites({ configurable: { ...THREAD.configurable, checkpoint_id: FIRST } }, [], "task");
  for await (const _ of saver.list(THREAD));
  await saver.deleteThread("t");
  await saver.getTuple({ configurable: { thread_id: 7 } } as never).catch(() => undefined);
  expect(trace).toEqual([
    { kind: "saver", call: "put", thread: "t", checkpoint: FIRST },
    { kind: "saver", call: "getTuple", thread: "t", checkpoint: null },
    { kind: "saver", call: "putWrites", thread: "t", checkpoint: FIRST },
    { kind: "saver", call: "list", thread: "t", checkpoint: null },
    { kind: "saver", call: "deleteThread", thread: "t", checkpoint: null },
    { kind: "saver", call: "getTuple", thread: "", checkpoint: null },
  ]);
});

test("the class learner code sees is called SqlJsSaver and can be extended", async () => {
  const { Saver } = openDatabases();
  class Mine extends Saver {
    puts = 0;
    override put(...args: Parameters<SqlJsSaver["put"]>) {
      this.puts++;
      return super.put(...args);
    }
  }
  const mine = (await Mine.open()) as Mine;
  await put(mine, FIRST);
  expect([Saver.name, mine instanceof Mine, mine instanceof SqlJsSaver, mine.puts]).toEqual([
    "SqlJsSaver",
    true,
    true,
    1,
  ]);
});
