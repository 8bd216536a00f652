// An embedder that fails, is slow, or gives what is no vector: no half item, and nothing of what was there is lost.
import type { BaseStore } from "@langchain/langgraph-checkpoint";
import type { TestContext } from "../../test.ts";
import {
  DIMS,
  type StoreCapability,
  type StoreOptions,
  type StoreTest,
  embed,
  found,
  ranked,
  valueAt,
} from "./store-calls.ts";

const needs: readonly StoreCapability[] = ["semantic-search"];

/** An index whose embedder does what it is told for texts with the word "bad". */
const indexedBy = (bad: (texts: string[]) => Promise<number[][]>): StoreOptions => ({
  index: { dims: DIMS, fields: ["text"], embed: (texts) => (texts.join().includes("bad") ? bad(texts) : embed(texts)) },
});

const failing = indexedBy(async () => {
  throw new Error("the embedder is out of order");
});

/** A put that is refused for its vector must leave the store as it was: old value, old vector, no new item. */
async function checkPutRefused(store: BaseStore, t: TestContext, what: string): Promise<void> {
  await store.put(["n"], "old", { text: "cat" });
  await t.rejects(() => store.put(["n"], "new", { text: "bad dog" }), `put of a new item with ${what}`);
  await t.rejects(() => store.put(["n"], "old", { text: "bad dog" }), `put over an item with ${what}`);
  t.equal(await found(store, ["n"]), ["old"], "keys afterwards");
  t.equal(await store.get(["n"], "new"), null, "the new item");
  t.equal(await valueAt(store, ["n"], "old"), { text: "cat" }, "the old value");
  const [hit] = await store.search(["n"], { query: "cat" });
  t.ok(hit?.score !== undefined && hit.score > 0.999, "the old item is still found by its old text");
}

export const embedders: readonly StoreTest[] = [
  {
    id: "embedder/failure-stores-nothing",
    rule: "when the embedder fails, put fails: no half item is stored, and an item that was there keeps its value and its vector",
    points: 1,
    needs,
    run: async (subject, t) => checkPutRefused(await subject.open(failing), t, "a failing embedder"),
  },
  {
    id: "embedder/failure-leaves-no-batch",
    rule: "when the embedder fails for one item of a batch, nothing of the batch is stored or deleted",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(failing);
      await store.put(["n"], "kept", { text: "cat" });
      const put = (key: string, value: Record<string, unknown> | null) => ({ namespace: ["n"], key, value });
      const operations = [put("a", { text: "dog" }), put("kept", null), put("b", { text: "bad" }), put("c", { x: 1 })];
      await t.rejects(() => store.batch(operations), "the batch");
      t.equal(await found(store, ["n"]), ["kept"], "keys afterwards");
      t.equal(await ranked(store, "cat"), ["kept"], "keys found by a query");
    },
  },
  {
    id: "embedder/failure-of-a-query",
    rule: "when the embedder fails for a query, that search fails, and the store goes on working",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(failing);
      await store.put(["n"], "k", { text: "cat" });
      await t.rejects(() => store.search(["n"], { query: "bad" }), "the search");
      t.equal(await ranked(store, "cat"), ["k"], "keys of the next search");
      await store.put(["n"], "l", { text: "dog" });
      t.equal(await ranked(store, "dog"), ["l", "k"], "keys after the next put");
    },
  },
  {
    id: "embedder/not-asked-without-need",
    rule: "what needs no vector is stored although the embedder fails: items without the field, and with index false",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open({
        index: { dims: DIMS, fields: ["text"], embed: () => Promise.reject(new Error("the embedder is out of order")) },
      });
      await store.put(["n"], "no field", { x: 1 });
      await store.put(["n"], "not indexed", { text: "cat" }, false);
      await store.delete(["n"], "no field");
      t.equal(await found(store, ["n"]), ["not indexed"], "keys");
    },
  },
  {
    id: "embedder/wrong-length",
    rule: "a vector that has not as many numbers as the index says is refused, and nothing is stored",
    points: 1,
    needs,
    async run(subject, t) {
      for (const length of [0, 1, DIMS - 1, DIMS + 1]) {
        const store = await subject.open(indexedBy(async (texts) => texts.map(() => Array.from({ length }, () => 1))));
        await checkPutRefused(store, t, `a vector of ${length} numbers`);
      }
    },
  },
  {
    id: "embedder/wrong-length-of-a-query",
    rule: "a search is refused when the vector of its query has not as many numbers as the index says",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexedBy(async (texts) => texts.map(() => [1, 0])));
      await store.put(["n"], "k", { text: "cat" });
      await t.rejects(() => store.search(["n"], { query: "bad" }), "the search");
    },
  },
  {
    id: "embedder/missing-vector",
    rule: "an embedder that gives fewer vectors than it was given texts is refused, and nothing is stored",
    points: 1,
    needs,
    run: async (subject, t) => checkPutRefused(await subject.open(indexedBy(async () => [])), t, "no vectors"),
  },
  {
    id: "embedder/not-numbers",
    rule: "a vector with NaN or infinity in it is refused, and nothing is stored",
    points: 1,
    needs,
    async run(subject, t) {
      for (const odd of [NaN, Infinity]) {
        const store = await subject.open(
          indexedBy(async (texts) => texts.map(() => Array.from({ length: DIMS }, (_, n) => (n === 0 ? odd : 1)))),
        );
        await checkPutRefused(store, t, `a vector with ${odd}`);
      }
    },
  },
  {
    id: "embedder/zero-vector",
    rule: "a vector of zeros has no direction: its score is 0, never NaN, and it does not disturb the order of the others",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(
        indexedBy(async (texts) => texts.map(() => Array.from({ length: DIMS }, () => 0))),
      );
      await store.put(["n"], "near", { text: "cat" });
      await store.put(["n"], "zero", { text: "bad" });
      await store.put(["n"], "nearer", { text: "cat cat dog" });
      const hits = await store.search(["n"], { query: "cat cat dog" });
      t.equal(
        hits.map(({ key }) => key),
        ["nearer", "near", "zero"],
        "keys",
      );
      t.equal(hits[2]?.score, 0, "the score of the zero vector");
    },
  },
  {
    id: "embedder/slow-takes-a-copy",
    rule: "a value changed while its text is being embedded is stored as it was when put was called",
    points: 1,
    needs,
    async run(subject, t) {
      let finish = () => {};
      const asked = new Promise<void>((resolve) => {
        finish = resolve;
      });
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const store = await subject.open(
        indexedBy(async (texts) => {
          finish();
          await released;
          return embed(texts);
        }),
      );
      const value = { text: "bad cat", list: [1] };
      const done = store.put(["n"], "k", value);
      // Where the embedder is not asked, or put fails at once, there is nothing to wait for.
      await Promise.race([asked, done]);
      value.text = "bad dog";
      value.list.push(2);
      release();
      await done;
      t.equal(await valueAt(store, ["n"], "k"), { text: "bad cat", list: [1] }, "the value");
    },
  },
];
