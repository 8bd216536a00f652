// Time to live, and what is refused with which code.
import { expect, test, vi } from "vitest";
import { SaverError, SqlJsStore, type StoreOptions } from "@forkpoint/savers";
import { codeOf, sqlJs } from "../saver-at-hand.ts";
import { byLetters, handClock, keysOf, openStore } from "./store-at-hand.ts";

test("an operation's own ttl and refreshTtl go before the store's", async () => {
  const clock = handClock();
  const store = await openStore({ now: clock.now, ttl: { defaultTtl: 10, refreshOnRead: false } });
  await store.put(["n"], "default", {});
  await store.put(["n"], "ever", {}, undefined, { ttl: null });
  await store.batch([{ namespace: ["n"], key: "long", value: {}, ttl: 30 } as never]);
  clock.pass(9);
  await store.get(["n"], "default", { refreshTtl: true });
  clock.pass(9);
  expect(keysOf(await store.search(["n"], { refreshTtl: true }))).toEqual(["long", "ever", "default"]);
  clock.pass(9);
  expect(keysOf(await store.search(["n"]))).toEqual(["long", "ever", "default"]);
  clock.pass(2);
  expect(keysOf(await store.search(["n"]))).toEqual(["long", "ever"]);
  clock.pass(1e6);
  expect(keysOf(await store.search(["n"]))).toEqual(["ever"]);
});

test("reading renews by default, unless the read says no; a search renews only what it gives", async () => {
  const clock = handClock();
  const store = await openStore({ now: clock.now, ttl: { defaultTtl: 10 } });
  for (const key of ["read", "quiet", "shown", "skipped", "filtered"]) await store.put(["n"], key, { key });
  clock.pass(6);
  await store.get(["n"], "read");
  await store.get(["n"], "quiet", { refreshTtl: false });
  expect(
    keysOf(await store.search(["n"], { filter: { key: { $in: ["shown", "skipped"] } }, limit: 1, offset: 1 })),
  ).toEqual(["shown"]);
  clock.pass(6);
  expect(keysOf(await store.search(["n"]))).toEqual(["shown", "read"]);
});

test("an item is gone at the very millisecond that its time is over", async () => {
  const clock = handClock();
  const store = await openStore({ now: clock.now, ttl: { refreshOnRead: false } });
  await store.put(["n"], "k", {}, undefined, { ttl: 1 });
  clock.pass(59_999 / 60_000);
  expect(await store.get(["n"], "k")).not.toBeNull();
  clock.pass(1 / 60_000);
  expect(await store.get(["n"], "k")).toBeNull();
  await store.put(["n"], "short", {}, undefined, { ttl: 1e-9 });
  expect(await store.get(["n"], "short")).not.toBeNull();
});

test("a write removes at most 1,000 expired items by the way, sweepExpiredItems all; vectors go with them", async () => {
  const clock = handClock();
  const store = await openStore({ now: clock.now, index: byLetters(), ttl: { defaultTtl: 1 } });
  await store.batch(Array.from({ length: 2_500 }, (_, n) => ({ namespace: ["n"], key: `${n}`, value: { text: "a" } })));
  expect(store.stats()).toMatchObject({ items: 2_500, expired: 0, vectors: 2_500 });
  await store.search(["n"], { query: "a" });
  clock.pass(2);
  expect(store.stats()).toMatchObject({ items: 0, expired: 2_500, vectors: 2_500 });
  expect(await store.search(["n"], { query: "a" })).toEqual([]);
  await store.put(["m"], "k", { text: "b" }, undefined, { ttl: null });
  expect(store.stats()).toMatchObject({ items: 1, expired: 1_500, vectors: 1_501 });
  expect(await store.sweepExpiredItems()).toBe(1_500);
  expect(store.stats()).toMatchObject({ items: 1, expired: 0, vectors: 1 });
  expect(await store.sweepExpiredItems()).toBe(0);
  const before = store.database.executed;
  expect(keysOf(await store.search([], { query: "a" }))).toEqual(["k"]);
  // The matrix followed: two of the transaction, its state, the item, and a look for items without vectors.
  expect(store.database.executed - before).toBe(5);
});

test("an item that expired and was not swept yet is a new one when it is put again", async () => {
  const clock = handClock();
  const store = await openStore({ now: clock.now });
  const short = Array.from({ length: 1_200 }, (_, n) => ({ namespace: ["m"], key: `${n}`, value: {}, ttl: 1 }));
  await store.batch(short as never);
  await store.put(["n"], "k", {}, undefined, { ttl: 2 });
  clock.pass(3);
  await store.put(["n"], "k", {});
  expect(store.stats().expired).toBe(200);
  const item = (await store.get(["n"], "k"))!;
  expect(item.createdAt.getTime()).toBe(clock.now());
});

test("a namespace whose items have expired is not listed, swept or not", async () => {
  const clock = handClock();
  const store = await openStore({ now: clock.now });
  await store.put(["n"], "k", {}, undefined, { ttl: 1 });
  await store.put(["m"], "k", {});
  clock.pass(2);
  expect(store.stats().expired).toBe(1);
  expect(await store.listNamespaces()).toEqual([["m"]]);
});

test("no timer is left running", async () => {
  vi.useFakeTimers();
  try {
    const store = new SqlJsStore(new sqlJs.Database(), { ttl: { defaultTtl: 1 } });
    await store.start();
    await store.put(["n"], "k", {});
    await store.get(["n"], "k");
    expect(vi.getTimerCount()).toBe(0);
    store.database.close();
  } finally {
    vi.useRealTimers();
  }
});

test.each<[code: string, what: string, act: (store: SqlJsStore) => Promise<unknown>]>([
  ["NAMESPACE_INVALID", "no namespace", (store) => store.put([], "k", {})],
  ["NAMESPACE_INVALID", "an empty label", (store) => store.put(["a", ""], "k", {})],
  ["NAMESPACE_INVALID", "a label with a period", (store) => store.put(["a.b"], "k", {})],
  ["NAMESPACE_INVALID", "the root langgraph", (store) => store.put(["langgraph", "a"], "k", {})],
  ["NAMESPACE_INVALID", "a number as label", (store) => store.put([7 as never], "k", {})],
  ["NAMESPACE_INVALID", "a text as namespace", (store) => store.put("a" as never, "k", {})],
  ["NAMESPACE_INVALID", "a search under a text", (store) => store.search("a" as never)],
  ["NAMESPACE_INVALID", "a get under a number", (store) => store.get([7 as never], "k")],
  ["NAMESPACE_INVALID", "a list by a number", (store) => store.listNamespaces({ prefix: [7 as never] })],
  ["KEY_NOT_TEXT", "a number as key", (store) => store.put(["n"], 7 as never, {})],
  ["KEY_NOT_TEXT", "no key", (store) => store.get(["n"], undefined as never)],
  ["VALUE_NOT_JSON", "undefined as value", (store) => store.put(["n"], "k", undefined as never)],
  ["VALUE_NOT_JSON", "null as value", (store) => store.put(["n"], "k", null as never)],
  ["VALUE_NOT_JSON", "a list as value", (store) => store.put(["n"], "k", [] as never)],
  ["VALUE_NOT_JSON", "a date as value", (store) => store.put(["n"], "k", new Date())],
  ["VALUE_NOT_JSON", "NaN", (store) => store.put(["n"], "k", { x: [NaN] })],
  ["VALUE_NOT_JSON", "a bigint", (store) => store.put(["n"], "k", { x: 1n })],
  ["VALUE_NOT_JSON", "bytes", (store) => store.put(["n"], "k", { x: new Uint8Array(1) })],
  ["VALUE_NOT_JSON", "a Map", (store) => store.put(["n"], "k", { x: new Map() })],
  ["VALUE_NOT_JSON", "a Map as value", (store) => store.put(["n"], "k", new Map() as never)],
  ["VALUE_NOT_JSON", "a function", (store) => store.put(["n"], "k", { x: () => 1 })],
  ["VALUE_NOT_JSON", "undefined in a list", (store) => store.put(["n"], "k", { x: [undefined] })],
  [
    "VALUE_NOT_JSON",
    "a circle",
    (store) => {
      const value: Record<string, unknown> = {};
      value.self = value;
      return store.put(["n"], "k", value);
    },
  ],
  ["FILTER_INVALID", "an unknown operator", (store) => store.search([], { filter: { x: { $like: 1 } } })],
  ["FILTER_INVALID", "an operator beside a key", (store) => store.search([], { filter: { x: { $gt: 1, y: 2 } } })],
  ["FILTER_INVALID", "undefined", (store) => store.search([], { filter: { x: undefined } })],
  ["FILTER_INVALID", "undefined after $ne", (store) => store.search([], { filter: { x: { $ne: undefined } } })],
  ["FILTER_INVALID", "no list after $in", (store) => store.search([], { filter: { x: { $in: 1 } } })],
  ["FILTER_INVALID", "a list as filter", (store) => store.search([], { filter: [] as never })],
  ["FILTER_INVALID", "a number as query", (store) => store.search([], { query: 7 as never })],
  ["VALUE_NOT_JSON", "NaN in a filter", (store) => store.search([], { filter: { x: NaN } })],
  ["PAGE_INVALID", "a limit below 0", (store) => store.search([], { limit: -1 })],
  ["PAGE_INVALID", "a limit that is no number", (store) => store.search([], { limit: "1" as never })],
  ["PAGE_INVALID", "a limit between numbers", (store) => store.search([], { limit: 1.5 })],
  ["PAGE_INVALID", "an infinite offset", (store) => store.search([], { offset: Infinity })],
  ["PAGE_INVALID", "NaN as offset", (store) => store.listNamespaces({ offset: NaN })],
  ["PAGE_INVALID", "a depth of 0", (store) => store.listNamespaces({ maxDepth: 0 })],
  ["TTL_INVALID", "a ttl of 0", (store) => store.put(["n"], "k", {}, undefined, { ttl: 0 })],
  ["TTL_INVALID", "a ttl of NaN", (store) => store.put(["n"], "k", {}, undefined, { ttl: NaN })],
  ["TTL_INVALID", "a ttl without end", (store) => store.put(["n"], "k", {}, undefined, { ttl: Infinity })],
  ["TTL_INVALID", "a ttl as text", (store) => store.put(["n"], "k", {}, undefined, { ttl: "1" as never })],
  ["INDEX_INVALID", "true as index", (store) => store.put(["n"], "k", {}, true as never)],
  ["INDEX_INVALID", "a path that is none", (store) => store.put(["n"], "k", {}, ["a["])],
  ["OPERATION_UNKNOWN", "an empty operation", (store) => store.batch([{} as never])],
  ["OPERATION_UNKNOWN", "null as operation", (store) => store.batch([null as never])],
  [
    "OPERATION_UNKNOWN",
    "an unknown match",
    (store) => store.batch([{ matchConditions: [{ matchType: "middle" as never, path: [] }], limit: 1, offset: 0 }]),
  ],
])("%s: %s is refused, and nothing is written", async (code, _, act) => {
  const store = await openStore({ index: byLetters() });
  await store.put(["n"], "before", { x: 1 });
  expect(await codeOf(act(store))).toBe(code);
  const batch = [{ namespace: ["n"], key: "beside", value: {} }];
  expect(keysOf(await store.search([]))).toEqual(["before"]);
  await store.batch(batch);
  expect(store.stats().items).toBe(2);
});

test.each<[code: string, what: string, vectors: unknown]>([
  ["EMBEDDING_INVALID", "too few vectors", []],
  [
    "EMBEDDING_INVALID",
    "too many vectors",
    [
      [1, 2],
      [1, 2],
    ],
  ],
  ["EMBEDDING_INVALID", "no list", undefined],
  ["EMBEDDING_INVALID", "a vector that is no list", ["ab"]],
  ["EMBEDDING_INVALID", "NaN", [[1, NaN]]],
  ["EMBEDDING_INVALID", "an infinite number", [[1, -Infinity]]],
  ["EMBEDDING_INVALID", "a text for a number", [["1", 2]]],
  ["DIMENSIONS_DIFFER", "too few numbers", [[1]]],
  ["DIMENSIONS_DIFFER", "too many numbers", [[1, 2, 3]]],
])("%s: an embedder that gives %s is refused, and nothing is stored", async (code, _, vectors) => {
  const store = await openStore({ index: { dims: 2, embed: async () => vectors as number[][], fields: ["text"] } });
  const batch = [
    { namespace: ["n"], key: "plain", value: {} },
    { namespace: ["n"], key: "k", value: { text: "a" } },
  ];
  expect(await codeOf(store.batch(batch))).toBe(code);
  expect(await codeOf(store.search([], { query: "a" }))).toBe(code);
  expect(store.stats()).toMatchObject({ items: 0, vectors: 0 });
});

test.each<[string, StoreOptions]>([
  ["INDEX_INVALID", { index: { dims: 0, embed: () => [] } }],
  ["INDEX_INVALID", { index: { dims: 1.5, embed: () => [] } }],
  ["INDEX_INVALID", { index: { dims: 2 } }],
  ["INDEX_INVALID", { index: { ...byLetters(), embeddings: {} as never } }],
  ["INDEX_INVALID", { index: { ...byLetters(), fields: ["a[*"] } }],
  ["TTL_INVALID", { ttl: { defaultTtl: -1 } }],
])("%s: a store with %j is refused", async (code, options) => {
  const raw = new sqlJs.Database();
  expect(await codeOf(() => new SqlJsStore(raw, options))).toBe(code);
  expect(await codeOf(SqlJsStore.open({ sqlJs, ...options }))).toBe(code);
  raw.close();
});

test("errors are SaverErrors, and a bad namespace is LangGraph's own error with a code", async () => {
  const store = await openStore();
  await expect(store.get(["n"], 1 as never)).rejects.toBeInstanceOf(SaverError);
  await expect(store.put([], "k", {})).rejects.toMatchObject({
    name: "InvalidNamespaceError",
    code: "NAMESPACE_INVALID",
  });
});

test("without an index a query is ignored, as is an empty one with it", async () => {
  const store = await openStore();
  await store.put(["n"], "k", { text: "a" });
  expect(await store.search(["n"], { query: "zzz" })).toMatchObject([{ key: "k" }]);
  const indexed = new SqlJsStore(store.database, { index: byLetters() });
  await indexed.put(["n"], "k", { text: "a" });
  expect((await indexed.search(["n"], { query: "" }))[0]).not.toHaveProperty("score");
});

test("a filter reads a Date as it is stored, and keys that look like operators are found with $eq", async () => {
  const store = await openStore();
  await store.put(["n"], "k", { at: new Date(5), odd: { $gt: 1 } });
  expect((await store.get(["n"], "k"))!.value.at).toBe("1970-01-01T00:00:00.005Z");
  for (const filter of [{ at: new Date(5) }, { at: { $gt: new Date(4) } }, { odd: { $eq: { $gt: 1 } } }])
    expect(keysOf(await store.search(["n"], { filter }))).toEqual(["k"]);
  for (const filter of [{ at: new Date(6) }, { at: {} }, { at: { $gt: 4 } }])
    expect(keysOf(await store.search(["n"], { filter }))).toEqual([]);
});
