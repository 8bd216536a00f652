// The store in its file: beside a saver, reopened, brought up from an older schema, and read by a person.
import { expect, test } from "vitest";
import { Database, HashEmbeddings, SqlJsSaver, SqlJsStore } from "@forkpoint/savers";
import { APPLICATION_ID, MIGRATIONS } from "@forkpoint/savers/schema";
import { put, at, valuesAt } from "../../../src/conformance/contracts/saver/saver-calls.ts";
import { query, sqlJs } from "../saver-at-hand.ts";
import { byLetters, handClock, keysOf, openStore } from "./store-at-hand.ts";

test("saver and store share one database, and both come back from its bytes", async () => {
  const saver = await SqlJsSaver.open({ sqlJs });
  const index = { dims: 64, embeddings: new HashEmbeddings({ dims: 64 }), fields: ["text"] };
  const store = new SqlJsStore(saver.database, { index });
  await put(saver, { config: at("t"), n: 1, values: { topic: "tea" } });
  await store.put(["users", "42"], "drink", { text: "likes green tea" });
  await store.put(["users", "42"], "pet", { text: "has a cat" });
  await saver.deleteThread("other");
  const bytes = saver.export();
  expect(store.export()).toEqual(bytes);
  saver.close();

  const again = await SqlJsSaver.open({ sqlJs, bytes });
  const storeAgain = new SqlJsStore(again.database, { index });
  expect(await valuesAt(again, at("t"))).toEqual({ topic: "tea" });
  expect(keysOf(await storeAgain.search(["users"], { query: "which tea?" }))).toEqual(["drink", "pet"]);
  await again.deleteThread("t");
  expect(await storeAgain.search([])).toHaveLength(2);
  again.close();

  const storeAlone = await openStore({ bytes, index });
  expect(keysOf(await storeAlone.search(["users", "42"], { query: "tea", limit: 1 }))).toEqual(["drink"]);
});

test("a file of the schema before the store gets its tables, and keeps what it has", async () => {
  const raw = new sqlJs.Database();
  raw.run(`${MIGRATIONS.slice(0, 2).join("")}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 2`);
  const store = await openStore({ bytes: raw.export() });
  raw.close();
  await store.put(["n"], "k", { x: 1 });
  expect((await store.get(["n"], "k"))?.value).toEqual({ x: 1 });
});

test("ids go on after the newest item was deleted and the file reopened, so no id is used twice", async () => {
  const store = await openStore();
  const ids = (bytes: Uint8Array) => query(bytes, "SELECT item_id FROM items ORDER BY item_id");
  await store.put(["n"], "a", {});
  await store.put(["n"], "b", {});
  await store.delete(["n"], "b");
  const again = await openStore({ bytes: store.export() });
  await again.put(["n"], "c", {});
  expect(ids(again.export())).toEqual([[1], [3]]);
});

test("v_items shows namespace, key, value, times, time to live and indexed fields as a person reads them", async () => {
  const clock = handClock();
  const store = await openStore({ now: clock.now, index: byLetters("text", "list[*]"), ttl: { defaultTtl: 1.5 } });
  await store.put(["users", "4/2"], "pet", { text: "a", list: ["b", "c"] });
  clock.pass(0.25);
  await store.put(["users"], "plain", { x: 1 }, false, { ttl: null });
  await store.put(["users", "4/2"], "pet", { text: "a", list: ["b", "c"] });
  expect(query(store.export(), "SELECT * FROM v_items ORDER BY key")).toEqual([
    [
      "users/4\\u002f2",
      "pet",
      '{"text":"a","list":["b","c"]}',
      "2026-01-01T00:00:00.000Z",
      "2026-01-01T00:00:15.000Z",
      1.5,
      "2026-01-01T00:01:45.000Z",
      "list[*], text",
    ],
    ["users", "plain", '{"x":1}', "2026-01-01T00:00:15.000Z", "2026-01-01T00:00:15.000Z", null, null, null],
  ]);
});

test("deleting an item by hand takes its vectors along", async () => {
  const store = await openStore({ index: byLetters() });
  await store.put(["n"], "a", { text: "a" });
  await store.put(["n"], "b", { text: "b" });
  store.database.driver.exec("DELETE FROM items WHERE key = 'a'");
  expect(query(store.export(), "SELECT item_id FROM vectors")).toEqual([[2]]);
});

test("vectors are 32-bit floats of length 1, in the byte order of every common machine", async () => {
  const store = await openStore({ index: byLetters() });
  await store.put(["n"], "a", { text: "aaabbbb" });
  const [[blob]] = query(store.export(), "SELECT vector FROM vectors") as [[Uint8Array]];
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  expect([0, 4, 8, 12, 16].map((byte) => view.getFloat32(byte, true))).toEqual([
    Math.fround(0.6),
    Math.fround(0.8),
    0,
    0,
    0,
  ]);
});

test("a store works in a transaction of the database's owner, who may still undo it", async () => {
  const raw = new sqlJs.Database();
  const store = new SqlJsStore(raw);
  raw.run("BEGIN");
  await store.put(["n"], "k", { x: 1 });
  expect(await store.get(["n"], "k")).not.toBeNull();
  raw.run("ROLLBACK");
  expect(await store.get(["n"], "k")).toBeNull();
  raw.close();
});

test("a store over the driver, the raw database and the Database of one file is the same store", async () => {
  const raw = new sqlJs.Database();
  const database = Database.over(raw);
  await new SqlJsStore(raw).put(["n"], "k", { x: 1 });
  expect(await new SqlJsStore(database).get(["n"], "k")).toMatchObject({ value: { x: 1 } });
  expect(await new SqlJsStore(database.driver).get(["n"], "k")).toMatchObject({ value: { x: 1 } });
  raw.close();
});
