// Search with a query: the nearest first, together with prefix, filter and pages.
import {
  type StoreCapability,
  type StoreTest,
  found,
  indexed,
  keysOf,
  pages,
  pathsOf,
  putAll,
  ranked,
} from "./store-calls.ts";

const needs: readonly StoreCapability[] = ["semantic-search"];

/** From nearest to farthest of "cat". */
const BY_CAT = {
  exact: { text: "cat" },
  mostly: { text: "cat cat dog" },
  half: { text: "cat dog" },
  little: { text: "cat dog dog dog" },
  none: { text: "fish" },
};

export const ranking: readonly StoreTest[] = [
  {
    id: "ranking/nearest-first",
    rule: "with a query, items come in the order of their likeness to it, whatever the order of the puts",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed());
      for (const key of t.random.shuffle(Object.keys(BY_CAT)) as (keyof typeof BY_CAT)[])
        await store.put(["n"], key, BY_CAT[key]);
      t.equal(await ranked(store, "cat"), Object.keys(BY_CAT), "keys");
    },
  },
  {
    id: "ranking/scores",
    rule: "with a query, every ranked item has its cosine similarity as score: 1 for the same direction, 0 for nothing in common",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed());
      await putAll(store, BY_CAT);
      const scores = (await store.search(["n"], { query: "cat" })).map(
        ({ score }) => Math.round(score! * 1_000) / 1_000,
      );
      t.equal(scores, [1, 0.894, 0.707, 0.316, 0], "scores, to three digits");
    },
  },
  {
    id: "ranking/no-query-no-score",
    rule: "without a query, a store with an index searches as one without: all items, no scores, the embedder not asked",
    points: 1,
    needs,
    async run(subject, t) {
      const asked: string[] = [];
      const { index } = indexed();
      const store = await subject.open({
        index: {
          ...index!,
          async embed(texts) {
            asked.push(...texts);
            return index!.embed(texts);
          },
        },
      });
      await putAll(store, BY_CAT);
      const before = asked.length;
      const hits = await store.search(["n"]);
      t.equal(keysOf(hits).toSorted(), Object.keys(BY_CAT).toSorted(), "keys");
      t.ok(
        hits.every(({ score }) => score === undefined),
        "no item has a score",
      );
      t.equal(asked.length, before, "how many texts were embedded, before and after the search");
    },
  },
  {
    id: "ranking/limit-keeps-the-best",
    rule: "with a query, limit and offset cut the ranked list, not what was found first",
    points: 1,
    needs,
    after: ["ranking/nearest-first"],
    async run(subject, t) {
      const store = await subject.open(indexed());
      for (const key of Object.keys(BY_CAT).toReversed() as (keyof typeof BY_CAT)[])
        await store.put(["n"], key, BY_CAT[key]);
      t.equal(await ranked(store, "cat", { limit: 2 }), ["exact", "mostly"], "keys with limit 2");
      t.equal(await ranked(store, "cat", { limit: 2, offset: 1 }), ["mostly", "half"], "keys with limit 2, offset 1");
      t.equal(await ranked(store, "cat", { limit: 0 }), [], "keys with limit 0");
    },
  },
  {
    id: "ranking/filter",
    rule: "with a query and a filter, the best of what the filter lets through are given, as many as the limit says",
    points: 1,
    needs,
    after: ["ranking/nearest-first"],
    async run(subject, t) {
      const store = await subject.open(indexed());
      for (const [place, key] of (Object.keys(BY_CAT) as (keyof typeof BY_CAT)[]).entries())
        await store.put(["n"], key, { ...BY_CAT[key], odd: place % 2 === 1 });
      t.equal(await ranked(store, "cat", { filter: { odd: true }, limit: 2 }), ["mostly", "little"], "keys");
    },
  },
  {
    id: "ranking/prefix",
    rule: 'with a query, only items under the prefix are given: ["user-1"] never gives the memories of ["user-10"]',
    points: 1,
    needs,
    after: ["ranking/nearest-first"],
    async run(subject, t) {
      const store = await subject.open(indexed());
      await store.put(["user-1"], "mine", { text: "dog" });
      await store.put(["user-1", "deep"], "mine below", { text: "cat dog" });
      await store.put(["user-10"], "theirs", { text: "cat" });
      await store.put(["user"], "above", { text: "cat" });
      t.equal(keysOf(await store.search(["user-1"], { query: "cat" })), ["mine below", "mine"], "keys");
    },
  },
  {
    id: "ranking/all-together",
    rule: "query, prefix, filter, limit and offset hold at once, and pages visit every match once, best first",
    points: 1,
    needs,
    after: ["ranking/filter", "ranking/prefix"],
    async run(subject, t) {
      const store = await subject.open(indexed());
      const wanted: string[] = [];
      for (let n = 0; n < 24; n += 1) {
        const key = `k${n.toString().padStart(2, "0")}`;
        const fits = n % 4 === 0;
        await store.put([n % 4 === 1 ? "m" : "n", `${n}`], key, { text: "cat" + " dog".repeat(n), fits: n % 4 !== 2 });
        if (fits || n % 4 === 3) wanted.push(key);
      }
      const search = (limit: number, offset: number) =>
        store.search(["n"], { query: "cat", filter: { fits: true }, limit, offset });
      t.equal(keysOf(await search(3, 2)), wanted.slice(2, 5), "keys with limit 3, offset 2");
      t.equal(keysOf(await pages(5, search)), wanted, "keys over all pages of five");
    },
  },
  {
    id: "ranking/unindexed-follow",
    rule: "with a query, items without a vector come after those with one and have no score",
    points: 1,
    needs,
    after: ["ranking/nearest-first"],
    async run(subject, t) {
      const store = await subject.open(indexed());
      await store.put(["n"], "no text", { other: "cat" });
      await store.put(["n"], "far", { text: "fish" });
      await store.put(["n"], "not indexed", { text: "cat" }, false);
      await store.put(["n"], "near", { text: "cat" });
      const hits = await store.search(["n"], { query: "cat" });
      t.equal(keysOf(hits).slice(0, 2), ["near", "far"], "the first two keys");
      t.equal(keysOf(hits.slice(2)).toSorted(), ["no text", "not indexed"], "the other keys");
      t.ok(
        hits.slice(2).every(({ score }) => score === undefined),
        "the other items have no score",
      );
    },
  },
  {
    id: "ranking/pages-through-unindexed",
    rule: "pages of a search with a query visit the items without a vector once as well",
    points: 1,
    needs,
    after: ["ranking/unindexed-follow"],
    async run(subject, t) {
      const store = await subject.open(indexed());
      const keys = Array.from({ length: 11 }, (_, n) => `k${n}`);
      for (const [n, key] of keys.entries()) await store.put(["n"], key, n % 2 === 0 ? { text: "cat" } : { other: n });
      const seen = await pages(2, (limit, offset) => store.search(["n"], { query: "cat", limit, offset }));
      t.equal(pathsOf(seen.map(({ key }) => [key])), pathsOf(keys.map((key) => [key])), "keys over all pages of two");
    },
  },
  {
    id: "ranking/several-queries-in-batch",
    rule: "each search of a batch is ranked by its own query",
    points: 1,
    needs,
    after: ["ranking/nearest-first"],
    async run(subject, t) {
      const store = await subject.open(indexed());
      await putAll(store, { c: { text: "cat" }, d: { text: "dog" } });
      const searchFor = (query?: string) => ({ namespacePrefix: ["n"], query, limit: 1, offset: 0 });
      const [dog, all, cat] = await store.batch([searchFor("dog"), { ...searchFor(), limit: 5 }, searchFor("cat")]);
      t.equal(keysOf(dog!), ["d"], "keys nearest to dog");
      t.equal(all?.length, 2, "how many the search without a query gives");
      t.equal(keysOf(cat!), ["c"], "keys nearest to cat");
      t.equal(await found(store, ["n"], { query: "dog" }), ["c", "d"], "keys of a search of its own");
    },
  },
];
