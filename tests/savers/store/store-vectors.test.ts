// Vectors are always those of the values that are there: whoever changed the items, and however.
import { expect, test } from "vitest";
import { Database, SqlJsStore } from "@forkpoint/savers";
import { codeOf, sqlJs } from "../saver-at-hand.ts";
import { byLetters, handClock, keysOf, openStore } from "./store-at-hand.ts";

const vectorRows = (store: SqlJsStore): number => Number(store.database.row("SELECT count(*) FROM vectors")![0]);

const ranked = async (store: SqlJsStore, query: string): Promise<[key: string, score: number | undefined][]> =>
  (await store.search(["n"], { query })).map(({ key, score }) => [key, score]);

test("a put after the first query costs a few statements, not a reading of all vectors", async () => {
  const store = await openStore({ index: byLetters() });
  const puts = Array.from({ length: 2_500 }, (_, n) => ({
    namespace: ["n"],
    key: `k${n}`,
    value: { text: "abcde".slice(n % 4) },
  }));
  await store.batch(puts);
  expect((await ranked(store, "a"))[0]![0]).toBe("k2496");
  const all = await store.search(["n"], { query: "a", limit: 3_000 });
  expect(all.filter(({ score }) => score !== undefined)).toHaveLength(2_500);
  const before = store.database.executed;
  await store.put(["n"], "new", { text: "aaa" });
  expect(await ranked(store, "a")).toContainEqual(["new", 1]);
  // Put: two of the transaction, sweep, look up, insert, one vector, three looks at the vectors' state. Query: two of the
  // transaction, the state, one page. Reading the 2,501 vectors would be five more.
  expect(store.database.executed - before).toBe(13);
});

test("a store without an index that writes an item takes its vectors away", async () => {
  const store = await openStore({ index: byLetters() });
  const plain = new SqlJsStore(store.database);
  await store.put(["n"], "k", { text: "a" });
  expect(await ranked(store, "a")).toEqual([["k", 1]]);
  await plain.put(["n"], "k", { text: "b" });
  expect(await ranked(store, "a")).toEqual([["k", undefined]]);
  expect(vectorRows(store)).toBe(0);
});

test("statements past the store are noticed: items deleted and inserted by hand", async () => {
  const store = await openStore({ index: byLetters() });
  for (const [key, text] of Object.entries({ x: "a", y: "b" })) await store.put(["n"], key, { text });
  expect(await ranked(store, "a")).toEqual([
    ["x", 1],
    ["y", 0],
  ]);
  store.database.driver.exec("DELETE FROM items WHERE key = 'x'");
  expect(vectorRows(store)).toBe(1);
  expect(await ranked(store, "a")).toEqual([["y", 0]]);
  store.database.driver.exec(
    `INSERT INTO items (item_id, namespace, key, value, created_at, updated_at) VALUES (99, 'n/', 'z', '{}', 1, 1);
     INSERT INTO vectors (item_id, field, part, vector) SELECT 99, field, part, vector FROM vectors`,
  );
  expect(await ranked(store, "b")).toEqual([
    ["z", 1],
    ["y", 1],
  ]);
});

test("what the database's owner rolls back was never there, even if its id is used again", async () => {
  const raw = new sqlJs.Database();
  const store = new SqlJsStore(raw, { index: byLetters() });
  await store.put(["n"], "kept", { text: "b" });
  await ranked(store, "a");
  raw.run("BEGIN");
  await store.put(["n"], "undone", { text: "a" });
  expect(keysOf(await store.search(["n"], { query: "a" }))).toEqual(["undone", "kept"]);
  raw.run("ROLLBACK");
  expect(await ranked(store, "a")).toEqual([["kept", 0]]);
  raw.run("BEGIN");
  await store.put(["n"], "undone", { text: "a" });
  raw.run("ROLLBACK");
  await store.put(["n"], "other", { text: "c" });
  expect(await ranked(store, "a")).toEqual([
    ["other", 0],
    ["kept", 0],
  ]);
  raw.close();
});

test("a batch that fails after its puts were searched leaves no vector behind", async () => {
  const raw = new sqlJs.Database();
  const store = new SqlJsStore(raw, { index: byLetters() });
  await store.put(["n"], "kept", { text: "b" });
  await ranked(store, "a");
  raw.run(
    "CREATE TEMP TRIGGER no_row BEFORE INSERT ON items WHEN NEW.key = 'bad' BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  const put = (key: string) => ({ namespace: ["n"], key, value: { text: "a" } });
  const query = { namespacePrefix: ["n"], query: "a" };
  await expect(store.batch([put("good"), query, put("bad")])).rejects.toThrow("disk full");
  expect(await ranked(store, "a")).toEqual([["kept", 0]]);
  raw.run("DROP TRIGGER no_row");
  await store.put(["n"], "next", { text: "e" });
  expect(await ranked(store, "a")).toEqual([
    ["next", 0],
    ["kept", 0],
  ]);
  raw.close();
});

test("a search in a batch ranks by the puts and deletes before it in the batch", async () => {
  const store = await openStore({ index: byLetters() });
  await store.put(["n"], "old", { text: "a" });
  const results = await store.batch([
    { namespacePrefix: ["n"], query: "a" },
    { namespace: ["n"], key: "new", value: { text: "ab" } },
    { namespacePrefix: ["n"], query: "a" },
    { namespace: ["n"], key: "old", value: null },
    { namespacePrefix: ["n"], query: "a" },
  ]);
  expect([0, 2, 4].map((at) => keysOf(results[at] as unknown as { key: string }[]))).toEqual([
    ["old"],
    ["old", "new"],
    ["new"],
  ]);
});

test("after thousands of updates the matrix holds what is there, and not much more", async () => {
  const store = await openStore({ index: byLetters("text", "more") });
  await ranked(store, "a");
  for (let round = 0; round < 40; round += 1)
    await store.batch(
      Array.from({ length: 100 }, (_, n) => ({
        namespace: ["n"],
        key: `k${n}`,
        value: { text: "abcde"[(n + round) % 5], more: "e" },
      })),
    );
  await store.put(["n"], "last", { text: "aaad" });
  const hits = await store.search(["n"], { query: "aaad", limit: 22 });
  expect(keysOf(hits)[0]).toBe("last");
  expect(hits.slice(1, 21).every(({ value }) => value.text === "a")).toBe(true);
  expect(hits[21]!.value.text).toBe("d");
  expect(vectorRows(store)).toBe(201);
  // Of 8,201 rows of 64 bytes each, 201 are alive; up to 1,000 dead ones are let be.
  expect(store.stats().vectorBytesInMemory).toBeLessThanOrEqual(200_000);
});

test("vectors of another length than those in the database are refused: when a store is made, and when it puts", async () => {
  const database = Database.over(new sqlJs.Database());
  const three = { dims: 3, embed: (texts: string[]) => texts.map(() => [1, 2, 3]), fields: ["text"] };
  const early = new SqlJsStore(database, { index: three });
  const store = new SqlJsStore(database, { index: byLetters() });
  await store.put(["n"], "k", { text: "a" });
  expect(await codeOf(() => new SqlJsStore(database, { index: three }))).toBe("DIMENSIONS_DIFFER");
  expect(await codeOf(early.put(["n"], "l", { text: "a" }))).toBe("DIMENSIONS_DIFFER");
  expect(await codeOf(early.search(["n"], { query: "a" }))).toBe("DIMENSIONS_DIFFER");
  expect(await store.get(["n"], "l")).toBeNull();
  expect(await ranked(store, "a")).toEqual([["k", 1]]);
  await early.put(["n"], "k", { text: "a" }, false);
  await early.put(["n"], "l", { text: "a" });
  expect(vectorRows(early)).toBe(1);
  database.close();
});

test("vectors are compared by direction: lengths, huge and tiny numbers do not matter, and zero is like nothing", async () => {
  const vectors: Record<string, number[]> = {
    query: [3, 4],
    huge: [3e300, 4e300],
    tiny: [3e-300, 4e-300],
    opposite: [-3, -4],
    across: [4, -3],
    zero: [0, 0],
  };
  const embed = (texts: string[]) => texts.map((text) => vectors[text]!);
  const store = await openStore({ index: { dims: 2, embed, fields: ["text"] } });
  for (const text of Object.keys(vectors)) if (text !== "query") await store.put(["n"], text, { text });
  const scores = (await ranked(store, "query")).map(([key, score]) => [key, Math.round(score! * 1e6) / 1e6 + 0]);
  expect(scores).toEqual([
    ["tiny", 1],
    ["huge", 1],
    ["zero", 0],
    ["across", 0],
    ["opposite", -1],
  ]);
});

test("the score of an item is that of its best field", async () => {
  const store = await openStore({ index: byLetters("title", "parts[*].text", "list[-1]") });
  await store.put(["n"], "by title", { title: "a", parts: [{ text: "b" }] });
  await store.put(["n"], "by part", { title: "c", parts: [{ text: "c" }, { text: "aaab" }, { other: 1 }] });
  await store.put(["n"], "by last", { list: ["d", "ab"] });
  await store.put(["n"], "by none", { list: ["a", "d"] });
  expect(keysOf(await store.search(["n"], { query: "a" }))).toEqual(["by title", "by part", "by last", "by none"]);
  expect(vectorRows(store)).toBe(2 + 3 + 1 + 1);
});

test("query, filter, prefix, limit and offset together are exact, also when few items pass the filter", async () => {
  const clock = handClock();
  const store = await openStore({ index: byLetters(), now: clock.now });
  await store.batch(
    Array.from({ length: 700 }, (_, n) => ({
      namespace: n % 2 === 0 ? ["n"] : ["nn"],
      key: `k${n}`,
      value: { text: "a".repeat(700 - n) + "b".repeat(n), n },
      index: n % 100 === 98 ? (false as const) : undefined,
    })),
  );
  // The best come first by number; those of the filter are far down the list.
  const options = { query: "a", filter: { n: { $in: [400, 401, 402, 498, 598, 600, 602] } } };
  const all = ["k400", "k402", "k600", "k602", "k598", "k498"];
  expect(keysOf(await store.search(["n"], { ...options, limit: 10 }))).toEqual(all);
  expect(keysOf(await store.search(["n"], { ...options, limit: 2, offset: 1 }))).toEqual(["k402", "k600"]);
  expect(keysOf(await store.search(["n"], { ...options, limit: 3, offset: 3 }))).toEqual(["k602", "k598", "k498"]);
  expect(keysOf(await store.search(["n"], { ...options, limit: Infinity }))).toEqual(all);
});

test("what is embedded is the value as it is stored", async () => {
  const store = await openStore({ index: byLetters("message.text") });
  await store.put(["n"], "k", { message: { text: "c", toJSON: () => ({ text: "ab" }) } });
  const [hit] = await store.search(["n"], { query: "ab" });
  expect(hit).toMatchObject({ value: { message: { text: "ab" } }, score: expect.closeTo(1, 5) });
});
