// Time to live, in minutes. The clock is moved by the subject; nothing here waits.
import type { BaseStore } from "@langchain/langgraph-checkpoint";
import {
  MINUTE,
  type StoreCapability,
  type StoreSubject,
  type StoreTest,
  found,
  indexed,
  putFor,
} from "./store-calls.ts";

const needs: readonly StoreCapability[] = ["ttl", "clock"];
const has = async (store: BaseStore, key: string): Promise<boolean> => (await store.get(["n"], key)) !== null;
const pass = (subject: StoreSubject, minutes: number): Promise<void> => subject.passTime!(minutes * MINUTE);
const still = { ttl: { refreshOnRead: false } };
const renewing = { ttl: { refreshOnRead: true } };

export const ttl: readonly StoreTest[] = [
  {
    id: "ttl/expires",
    rule: "an item is there until its time to live is over, and then no longer",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(still);
      await putFor(store, "k", 10);
      await pass(subject, 9);
      t.ok(await has(store, "k"), "the item is there after 9 of 10 minutes");
      await pass(subject, 1.1);
      t.equal(await store.get(["n"], "k"), null, "the item after 10.1 of 10 minutes");
    },
  },
  {
    id: "ttl/none-stays",
    rule: "an item without a time to live stays, when the store has no default",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(still);
      await store.put(["n"], "k", { x: 1 });
      await pass(subject, 60 * 24 * 365);
      t.ok(await has(store, "k"), "the item is there after a year");
    },
  },
  {
    id: "ttl/search-hides-expired",
    rule: "search does not find what has expired, and does not count it for limit and offset",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open(still);
      for (const key of ["a", "b", "c"]) await putFor(store, key, 10);
      for (const key of ["d", "e"]) await store.put(["n"], key, { x: 1 });
      t.equal(await found(store, ["n"]), ["a", "b", "c", "d", "e"], "keys before");
      await pass(subject, 11);
      t.equal(await found(store, ["n"]), ["d", "e"], "keys afterwards");
      t.equal((await store.search(["n"], { limit: 2 })).length, 2, "how many with limit 2");
      t.equal((await store.search(["n"], { offset: 1 })).length, 1, "how many with offset 1");
    },
  },
  {
    id: "ttl/namespaces-hide-expired",
    rule: "a namespace in which everything has expired is no longer listed",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open(still);
      await putFor(store, "k", 10);
      await store.put(["other"], "k", { x: 1 });
      t.equal((await store.listNamespaces()).length, 2, "how many namespaces before");
      await pass(subject, 11);
      t.equal(await store.listNamespaces(), [["other"]], "namespaces afterwards");
    },
  },
  {
    id: "ttl/default",
    rule: "the store's default time to live holds for items that name none; an item's own goes before it, shorter or longer",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open({ ttl: { defaultTtl: 10, refreshOnRead: false } });
      await store.put(["n"], "default", { x: 1 });
      await putFor(store, "short", 5);
      await putFor(store, "long", 20);
      await pass(subject, 6);
      t.equal(await found(store, ["n"]), ["default", "long"], "keys after 6 minutes");
      await pass(subject, 5);
      t.equal(await found(store, ["n"]), ["long"], "keys after 11 minutes");
    },
  },
  {
    id: "ttl/get-renews",
    rule: "with refreshOnRead, get lets an item's time begin anew",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open({ ttl: { defaultTtl: 10, refreshOnRead: true } });
      await store.put(["n"], "read", { x: 1 });
      await store.put(["n"], "unread", { x: 1 });
      await pass(subject, 6);
      t.ok(await has(store, "read"), "the item is there after 6 of 10 minutes");
      await pass(subject, 6);
      t.equal(await found(store, ["n"]), ["read"], "keys 6 minutes later");
    },
  },
  {
    id: "ttl/search-renews",
    rule: "with refreshOnRead, search lets the time of the items that it gives begin anew",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open({ ttl: { defaultTtl: 10, refreshOnRead: true } });
      await store.put(["n"], "read", { x: 1 });
      await store.put(["n"], "unread", { x: 2 });
      await pass(subject, 6);
      t.equal(await found(store, ["n"], { filter: { x: 1 } }), ["read"], "keys with x = 1");
      await pass(subject, 6);
      t.equal(await found(store, ["n"]), ["read"], "keys 6 minutes later");
    },
  },
  {
    id: "ttl/no-renewal-when-off",
    rule: "without refreshOnRead, reading an item does not make it live longer",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open({ ttl: { defaultTtl: 10, refreshOnRead: false } });
      await store.put(["n"], "k", { x: 1 });
      await pass(subject, 6);
      t.ok(await has(store, "k"), "the item is there after 6 of 10 minutes");
      t.equal(await found(store, ["n"]), ["k"], "keys after 6 minutes");
      await pass(subject, 6);
      t.equal(await store.get(["n"], "k"), null, "the item after 12 minutes");
    },
  },
  {
    id: "ttl/renews-by-its-own-time",
    rule: "a renewed item gets its own time to live again, not the store's default",
    points: 1,
    needs,
    after: ["ttl/get-renews"],
    async run(subject, t) {
      const store = await subject.open(renewing);
      await putFor(store, "k", 10);
      await pass(subject, 6);
      t.ok(await has(store, "k"), "the item is there after 6 of 10 minutes");
      await pass(subject, 6);
      t.ok(await has(store, "k"), "the item is there 6 minutes after it was read");
      await pass(subject, 11);
      t.equal(await store.get(["n"], "k"), null, "the item 11 minutes later");
    },
  },
  {
    id: "ttl/read-is-no-update",
    rule: "a read that renews an item leaves updatedAt as it was",
    points: 1,
    needs,
    after: ["ttl/get-renews"],
    async run(subject, t) {
      const store = await subject.open({ ttl: { defaultTtl: 10, refreshOnRead: true } });
      await store.put(["n"], "k", { x: 1 });
      await pass(subject, 5);
      t.ok(await has(store, "k"), "the item is there");
      t.equal(await found(store, ["n"]), ["k"], "keys");
      const item = await store.get(["n"], "k");
      t.equal(item?.updatedAt, item?.createdAt, "updatedAt");
    },
  },
  {
    id: "ttl/put-decides-anew",
    rule: "putting an item again sets its time to live anew: from now, and none when none is named",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open(still);
      await putFor(store, "longer", 10);
      await putFor(store, "for ever", 10);
      await pass(subject, 6);
      await putFor(store, "longer", 10);
      await store.put(["n"], "for ever", { x: 1 });
      await pass(subject, 6);
      t.equal(await found(store, ["n"]), ["for ever", "longer"], "keys 6 minutes later");
      await pass(subject, 6);
      t.equal(await found(store, ["n"]), ["for ever"], "keys 12 minutes later");
    },
  },
  {
    id: "ttl/expired-is-forgotten",
    rule: "an item put after it expired is a new one: createdAt starts anew",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open(still);
      await putFor(store, "k", 1);
      await pass(subject, 5);
      await putFor(store, "k", 1);
      const item = await store.get(["n"], "k");
      t.ok(item, "the new item is there");
      t.equal(item?.createdAt, item?.updatedAt, "createdAt");
    },
  },
  {
    id: "ttl/reading-revives-nothing",
    rule: "reading an expired item does not bring it back",
    points: 1,
    needs,
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open(renewing);
      await putFor(store, "k", 1);
      t.ok(await has(store, "k"), "the item is there at first");
      await pass(subject, 2);
      t.equal(await store.get(["n"], "k"), null, "the item, read once");
      t.equal(await found(store, ["n"]), [], "keys");
      t.equal(await store.get(["n"], "k"), null, "the item, read again");
    },
  },
  {
    id: "ttl/query-hides-expired",
    rule: "a search with a query does not find what has expired",
    points: 1,
    needs: [...needs, "semantic-search"],
    after: ["ttl/expires"],
    async run(subject, t) {
      const store = await subject.open({ ...indexed(), ...still });
      await putFor(store, "short", 1);
      await store.put(["n"], "long", { text: "cat dog" });
      await pass(subject, 2);
      t.equal(await found(store, ["n"], { query: "cat" }), ["long"], "keys");
    },
  },
];
