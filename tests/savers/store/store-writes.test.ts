// What a write does and when: order, wholeness, durability, cost.
import { expect, test, vi } from "vitest";
import { type Change, Database, SqlJsStore } from "@forkpoint/savers";
import { codeOf, sqlJs } from "../saver-at-hand.ts";
import { byLetters, countLetters, handClock, keysOf, openStore } from "./store-at-hand.ts";

/** An embedder that waits, text by text, until it is told to go on. */
function heldEmbedder() {
  const held = new Map<string, () => void>();
  const asked: string[] = [];
  return {
    asked,
    release: (text: string) => held.get(text)!(),
    index: {
      ...byLetters(),
      async embed(texts: string[]) {
        asked.push(...texts);
        await Promise.all(
          texts.filter((text) => text.startsWith("held")).map((text) => new Promise<void>((go) => held.set(text, go))),
        );
        return texts.map(countLetters);
      },
    },
  };
}

test("a batch is carried out in order: reads see the writes before them, the last put to a key stays", async () => {
  const store = await openStore();
  const at = { namespace: ["n"], key: "k" };
  const results = await store.batch([
    at,
    { ...at, value: { x: 1 } },
    at,
    { ...at, value: { x: 2 } },
    { namespacePrefix: ["n"] },
    { ...at, value: null },
    at,
    { matchConditions: undefined, limit: 10, offset: 0 },
    { ...at, value: { x: 3 } },
  ]);
  const values = (results as unknown[]).map((result) =>
    Array.isArray(result)
      ? result.map((each: { value?: unknown }) => each.value ?? each)
      : ((result as { value?: unknown })?.value ?? result),
  );
  expect(values).toEqual([null, undefined, { x: 1 }, undefined, [{ x: 2 }], undefined, null, [], undefined]);
  expect((await store.get(["n"], "k"))?.value).toEqual({ x: 3 });
});

test("of two puts to one key the one called later stays, with its own vector, whichever embedder was faster", async () => {
  const held = heldEmbedder();
  const store = await openStore({ index: held.index });
  const beside = new SqlJsStore(store.database, { index: held.index });
  const early = store.batch([
    { namespace: ["n"], key: "k", value: { text: "held a" } },
    { namespace: ["n"], key: "other", value: { text: "a" } },
  ]);
  await beside.put(["n"], "k", { text: "b" });
  held.release("held a");
  await early;
  expect(await store.search(["n"], { query: "b" })).toMatchObject([
    { key: "k", value: { text: "b" }, score: 1 },
    { key: "other", value: { text: "a" }, score: 0 },
  ]);
});

test("a delete called after a slow put stays done; one called before it does not undo it", async () => {
  const held = heldEmbedder();
  const store = await openStore({ index: held.index });
  const put = store.put(["n"], "k", { text: "held a" });
  await store.delete(["n"], "k");
  held.release("held a");
  await put;
  expect(await store.get(["n"], "k")).toBeNull();
  await store.delete(["n"], "k");
  await store.put(["n"], "k", { text: "a" });
  expect(await store.get(["n"], "k")).not.toBeNull();
});

test("a later put that fails does not make the earlier one late", async () => {
  const held = heldEmbedder();
  const store = await openStore({ index: held.index });
  const put = store.put(["n"], "k", { text: "held a" });
  store.database.driver.exec(
    "CREATE TEMP TRIGGER no_row BEFORE INSERT ON items BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  await expect(store.put(["n"], "k", { x: 2 })).rejects.toThrow("disk full");
  store.database.driver.exec("DROP TRIGGER no_row");
  held.release("held a");
  await put;
  expect((await store.get(["n"], "k"))?.value).toEqual({ text: "held a" });
});

test("an embedder may use the store that waits for it", async () => {
  const store: SqlJsStore = await openStore({
    index: {
      ...byLetters(),
      async embed(texts) {
        for (const text of texts) await store.put(["cache"], text, { vector: countLetters(text) });
        return Promise.all(texts.map(async (text) => (await store.get(["cache"], text))!.value.vector as number[]));
      },
    },
  });
  await store.put(["n"], "k", { text: "abc" });
  expect(keysOf(await store.search(["n"], { query: "abc" }))).toEqual(["k"]);
});

test("nobody waits for a slow embedder but who needs it, and nothing of its batch is seen before", async () => {
  const held = heldEmbedder();
  const store = await openStore({ index: held.index });
  const slow = store.batch([
    { namespace: ["n"], key: "plain", value: { x: 1 } },
    { namespace: ["n"], key: "k", value: { text: "held a" } },
  ]);
  await store.put(["m"], "k", { x: 1 });
  expect(keysOf(await store.search([]))).toEqual(["k"]);
  held.release("held a");
  await slow;
  expect(keysOf(await store.search(["n"]))).toEqual(["k", "plain"]);
});

test("each text is embedded once in a batch, and nothing is embedded where nothing is indexed", async () => {
  const held = heldEmbedder();
  const store = await openStore({ index: held.index });
  await store.batch([
    { namespace: ["n"], key: "1", value: { text: "a" } },
    { namespace: ["n"], key: "2", value: { text: "a" } },
    { namespace: ["n"], key: "3", value: { text: "b" }, index: false },
    { namespace: ["n"], key: "4", value: { other: "c" } },
    { namespace: ["n"], key: "5", value: { text: "" } },
  ]);
  expect(held.asked).toEqual(["a"]);
});

test("what the caller changes after the call is not stored, and what it changes in an answer is not either", async () => {
  const held = heldEmbedder();
  const store = await openStore({ index: held.index });
  const [namespace, value, index] = [["n"], { text: "held a", list: [1] }, ["text"]];
  const put = store.put(namespace, "k", value, index);
  namespace[0] = "m";
  value.list.push(2);
  index[0] = "list";
  held.release("held a");
  await put;
  const item = (await store.get(["n"], "k"))!;
  expect(item.value).toEqual({ text: "held a", list: [1] });
  (item.value.list as number[]).push(3);
  item.namespace.push("deeper");
  item.createdAt.setTime(0);
  const [again] = await store.search(["n"], { query: "ade" });
  expect(again).toMatchObject({ value: { list: [1] }, namespace: ["n"], score: expect.closeTo(1, 5) });
  expect(again!.createdAt.getTime()).toBeGreaterThan(0);
});

test("a failing embedder passes its error through, and nothing of the batch is stored", async () => {
  const store = await openStore({
    index: {
      ...byLetters(),
      async embed() {
        throw new Error("no network");
      },
    },
  });
  await store.put(["n"], "before", { x: 1 });
  const batch = [
    { namespace: ["n"], key: "plain", value: { x: 1 } },
    { namespace: ["n"], key: "before", value: null },
    { namespace: ["n"], key: "k", value: { text: "a" } },
  ];
  await expect(store.batch(batch)).rejects.toThrow("no network");
  await expect(store.search(["n"], { query: "a" })).rejects.toThrow("no network");
  expect(keysOf(await store.search(["n"]))).toEqual(["before"]);
});

test("a store that is closed while it embeds stores nothing and says so", async () => {
  const held = heldEmbedder();
  const raw = new sqlJs.Database();
  const store = new SqlJsStore(raw, { index: held.index });
  const put = store.put(["n"], "k", { text: "held a" });
  store.close();
  held.release("held a");
  expect(await codeOf(put)).toBe("SAVER_CLOSED");
  expect(raw.exec("SELECT count(*) FROM items")[0]!.values).toEqual([[0]]);
  raw.close();
});

test("a write waits until its commit is durable, a read does not", async () => {
  const database = Database.over(new sqlJs.Database());
  const store = new SqlJsStore(database, { ttl: { defaultTtl: 1 } });
  const waiting: (() => void)[] = [];
  const commits: (readonly Change[])[] = [];
  database.listen({
    committed: (changes) => void commits.push([...changes]),
    settled: () => new Promise((resolve) => waiting.push(resolve)),
  });
  let isDone = false;
  const put = store.put(["n"], "k", { x: 1 }).then(() => (isDone = true));
  await vi.waitUntil(() => waiting.length === 1);
  expect(commits.length).toBe(1);
  // A refreshing read commits as well.
  expect((await store.get(["n"], "k"))?.value).toEqual({ x: 1 });
  expect(commits.length).toBe(2);
  expect(isDone).toBe(false);
  waiting[0]!();
  await put;
  expect(isDone).toBe(true);
  database.close();
});

test("the statements of the commits make the same database again", async () => {
  const clock = handClock();
  const database = Database.over(new sqlJs.Database());
  const store = new SqlJsStore(database, { index: byLetters(), ttl: { defaultTtl: 10 }, now: clock.now });
  const start = database.export();
  const changes: Change[] = [];
  database.listen({ committed: (commit) => void changes.push(...commit), settled: async () => {} });
  for (const text of ["a", "b", "abc"]) await store.put(["n"], text, { text });
  await store.put(["n"], "a", { text: "c" });
  await store.delete(["n"], "b");
  clock.pass(5);
  await store.get(["n"], "a");
  clock.pass(6);
  await store.put(["n"], "sweeps", { text: "d" });
  const copy = Database.over(new sqlJs.Database(start));
  for (const { sql, params } of changes) copy.run(sql, params);
  for (const table of ["items", "vectors", "vector_changes"])
    expect(copy.rows(`SELECT * FROM ${table}`)).toEqual(database.rows(`SELECT * FROM ${table}`));
  expect(copy.rows("SELECT key FROM items ORDER BY key")).toEqual([["a"], ["sweeps"]]);
  database.close();
  copy.close();
});

test("calls cost a fixed number of statements", async () => {
  const store = await openStore();
  for (let n = 0; n < 50; n += 1) await store.put(["n", `${n % 5}`], `k${n}`, { n });
  const cost = async (act: () => Promise<unknown>): Promise<number> => {
    const before = store.database.executed;
    await act();
    return store.database.executed - before;
  };
  expect({
    "put, new": await cost(() => store.put(["n"], "new", { x: 1 })),
    "put, again": await cost(() => store.put(["n"], "new", { x: 2 })),
    get: await cost(() => store.get(["n"], "new")),
    search: await cost(() => store.search(["n"])),
    "search with a filter": await cost(() => store.search(["n"], { filter: { n: { $gte: 0 } } })),
    listNamespaces: await cost(() => store.listNamespaces()),
    delete: await cost(() => store.delete(["n"], "new")),
    "ten puts in a batch": await cost(() =>
      store.batch(Array.from({ length: 10 }, (_, n) => ({ namespace: ["m"], key: `${n}`, value: {} }))),
    ),
  }).toEqual({
    "put, new": 5,
    "put, again": 6,
    get: 1,
    search: 4,
    "search with a filter": 4,
    listNamespaces: 1,
    delete: 5,
    "ten puts in a batch": 23,
  });
});

test("an update keeps createdAt and moves updatedAt, never back, even if the clock goes back", async () => {
  const clock = handClock();
  const store = await openStore({ now: clock.now });
  const times = async () => {
    const item = (await store.get(["n"], "k"))!;
    return [item.createdAt.getTime() - start, item.updatedAt.getTime() - start];
  };
  const start = clock.now();
  await store.put(["n"], "k", {});
  expect(await times()).toEqual([0, 0]);
  clock.pass(1);
  await store.put(["n"], "k", {});
  expect(await times()).toEqual([0, 60_000]);
  clock.pass(-5);
  await store.put(["n"], "k", {});
  expect(await times()).toEqual([0, 60_000]);
  await store.delete(["n"], "k");
  await store.put(["n"], "k", {});
  expect(await times()).toEqual([-240_000, -240_000]);
});

test("what was written last comes first, also within one millisecond, and pages fit together", async () => {
  const store = await openStore({ now: () => 1_000 });
  for (let n = 0; n < 25; n += 1) await store.put(["n", `${n % 3}`], `k${n}`, { n });
  await store.put(["n", "0"], "k3", { n: 3 });
  const wanted = ["k3", ...Array.from({ length: 25 }, (_, n) => `k${24 - n}`).filter((key) => key !== "k3")];
  for (const options of [{}, { filter: { n: { $gte: 0 } } }]) {
    const pages: string[] = [];
    for (let offset = 0; offset < 30; offset += 4)
      pages.push(...keysOf(await store.search(["n"], { ...options, limit: 4, offset })));
    expect(pages).toEqual(wanted);
  }
});

test("namespaces are listed label by label, and pages fit together", async () => {
  const store = await openStore();
  const inOrder = [["a"], ["a", "b"], ["a", "c"], ["a!"], ["a/"], ["ab"], ["b"], ["\u00e9"], ["\u65e5"]];
  for (const namespace of inOrder.toReversed()) await store.put(namespace, "k", {});
  expect(await store.listNamespaces()).toEqual(inOrder);
  const pages: string[][] = [];
  for (let offset = 0; offset < 12; offset += 2) pages.push(...(await store.listNamespaces({ limit: 2, offset })));
  expect(pages).toEqual(inOrder);
  expect(await store.listNamespaces({ maxDepth: 1, offset: 1, limit: 2 })).toEqual([["a!"], ["a/"]]);
});

test("start and stop leave the store usable; close ends it, and only its own database", async () => {
  const raw = new sqlJs.Database();
  const store = new SqlJsStore(raw);
  await store.start();
  await store.stop();
  await store.put(["n"], "k", { x: 1 });
  store.close();
  store.close();
  await store.stop();
  const calls = [
    store.get(["n"], "k"),
    store.put(["n"], "k", {}),
    store.search([]),
    store.listNamespaces(),
    store.flush(),
  ];
  for (const call of calls) expect(await codeOf(call)).toBe("SAVER_CLOSED");
  for (const call of [() => store.export(), () => store.stats()]) expect(await codeOf(call)).toBe("SAVER_CLOSED");
  expect((await new SqlJsStore(raw).get(["n"], "k"))?.value).toEqual({ x: 1 });
  raw.close();
  const own = await SqlJsStore.open({ sqlJs });
  own.close();
  expect(own.database.driver.isOpen).toBe(false);
});
