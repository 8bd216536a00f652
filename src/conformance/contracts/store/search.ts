// Search without a query: how much it gives, and that pages fit together.
import type { BaseStore, PutOperation } from "@langchain/langgraph-checkpoint";
import { type StoreTest, found, keysOf, pages } from "./store-calls.ts";

/** Items of one batch, so that their times are equal. */
async function putMany(store: BaseStore, count: number): Promise<string[]> {
  const puts = Array.from({ length: count }, (_, n): PutOperation => {
    return { namespace: ["n", `part${n % 3}`], key: `k${n}`, value: { n, even: n % 2 === 0 } };
  });
  await store.batch(puts);
  return puts.map(({ key }) => key).toSorted();
}

export const search: readonly StoreTest[] = [
  {
    id: "search/gives-whole-items",
    rule: "search gives items as get does: namespace, key, value and times",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["a", "b"], "k", { x: { y: 1 } });
      const [hit, ...others] = await store.search(["a"]);
      const item = await store.get(["a", "b"], "k");
      t.ok(hit && item, "the item is found, and got");
      t.equal(others, [], "other items");
      for (const part of ["namespace", "key", "value", "createdAt", "updatedAt"] as const)
        t.equal(hit?.[part], item?.[part], part);
      t.equal(hit?.score, undefined, "the score of a search without a query");
    },
  },
  {
    id: "search/nothing-is-empty",
    rule: "a search that finds nothing gives an empty list",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      t.equal(await store.search(["n"]), [], "in an empty store");
      await putMany(store, 3);
      t.equal((await store.search(["n"])).length, 3, "how many there are");
      t.equal(await store.search(["elsewhere"]), [], "under another namespace");
    },
  },
  {
    id: "search/default-limit",
    rule: "search gives at most 10 items when no limit is named, in a batch as well",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putMany(store, 12);
      t.equal((await store.search(["n"])).length, 10, "how many items search gives");
      const [inBatch] = await store.batch([{ namespacePrefix: ["n"] }]);
      t.equal(inBatch?.length, 10, "how many items a search operation without a limit gives");
    },
  },
  {
    id: "search/limit",
    rule: "search gives as many items as its limit says, or all when there are fewer",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const keys = await putMany(store, 12);
      t.equal((await store.search(["n"], { limit: 1 })).length, 1, "how many with limit 1");
      t.equal(await found(store, ["n"], { limit: 12 }), keys, "keys with a limit of as many as there are");
      t.equal(await found(store, ["n"], { limit: 500 }), keys, "keys with a limit of more than there are");
    },
  },
  {
    id: "search/limit-zero-is-none",
    rule: "search with a limit of 0 gives nothing",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putMany(store, 3);
      t.equal((await store.search(["n"], { limit: 1 })).length, 1, "how many with limit 1");
      t.equal(await store.search(["n"], { limit: 0 }), [], "items");
    },
  },
  {
    id: "search/offset-past-the-end",
    rule: "search with an offset of as many items as there are, or more, gives nothing",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putMany(store, 3);
      t.equal((await store.search(["n"], { offset: 2 })).length, 1, "how many from the last on");
      t.equal(await store.search(["n"], { offset: 3 }), [], "items past the end");
      t.equal(await store.search(["n"], { offset: 30 }), [], "items far past the end");
    },
  },
  {
    id: "search/pages-visit-each-once",
    rule: "limit and offset together visit every item once, also when all were put at the same time",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const keys = await putMany(store, 25);
      const seen = await pages(4, (limit, offset) => store.search(["n"], { limit, offset }));
      t.equal(keysOf(seen).toSorted(), keys, "keys over all pages of four");
    },
  },
  {
    id: "search/same-order-twice",
    rule: "the same search over the same items gives them in the same order",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putMany(store, 9);
      const first = keysOf(await store.search(["n"], { limit: 9 }));
      t.equal(first.length, 9, "how many are found");
      for (let again = 1; again <= 3; again += 1)
        t.equal(keysOf(await store.search(["n"], { limit: 9 })), first, "the order of keys, asked for again");
    },
  },
  {
    id: "search/filter-before-limit",
    rule: "limit and offset count the items that the filter lets through, not those that it drops",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putMany(store, 20);
      const filter = { even: true };
      t.equal((await store.search(["n"], { filter, limit: 7 })).length, 7, "how many with limit 7");
      const seen = await pages(3, (limit, offset) => store.search(["n"], { filter, limit, offset }));
      t.equal(
        seen.map(({ value }) => value.n).toSorted((a, b) => a - b),
        [0, 2, 4, 6, 8, 10, 12, 14, 16, 18],
        "all pages",
      );
    },
  },
];
