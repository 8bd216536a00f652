// What of an item is embedded, and that a vector never outlives the text that it was made of.
import { type StoreCapability, type StoreTest, embed, DIMS, indexed, ranked } from "./store-calls.ts";
import type { BaseStore } from "@langchain/langgraph-checkpoint";

const needs: readonly StoreCapability[] = ["semantic-search"];

/** The likeness of one item to a query, to three digits; undefined when it has no vector. */
async function scoreOf(store: BaseStore, key: string, query: string): Promise<number | undefined> {
  const hit = (await store.search(["n"], { query, limit: 100 })).find((each) => each.key === key);
  return hit?.score === undefined ? undefined : Math.round(hit.score * 1_000) / 1_000;
}

export const vectors: readonly StoreTest[] = [
  {
    id: "vectors/follow-updates",
    rule: "after an item is put again, it is found by its new text and no longer by the old one",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed());
      await store.put(["n"], "k", { text: "cat" });
      t.equal(await scoreOf(store, "k", "cat"), 1, "the score for cat");
      await store.put(["n"], "k", { text: "dog" });
      t.equal(await scoreOf(store, "k", "cat"), 0, "the score for cat after the update");
      t.equal(await scoreOf(store, "k", "dog"), 1, "the score for dog after the update");
    },
  },
  {
    id: "vectors/go-with-delete",
    rule: "a deleted item leaves no vector behind: put again without index, it has no score",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed());
      await store.put(["n"], "k", { text: "cat" });
      t.equal(await scoreOf(store, "k", "cat"), 1, "the score before");
      await store.delete(["n"], "k");
      t.equal(await ranked(store, "cat"), [], "keys after the delete");
      await store.put(["n"], "k", { text: "cat" }, false);
      t.equal(await scoreOf(store, "k", "cat"), undefined, "the score of the new item");
    },
  },
  {
    id: "vectors/index-false",
    rule: "an item put with index false has no vector, and loses the one that it had",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed());
      await store.put(["n"], "never", { text: "cat" }, false);
      t.equal(await scoreOf(store, "never", "cat"), undefined, "the score of an item never indexed");
      await store.put(["n"], "before", { text: "cat" });
      t.equal(await scoreOf(store, "before", "cat"), 1, "the score of an item while it is indexed");
      await store.put(["n"], "before", { text: "dog" }, false);
      t.equal(await scoreOf(store, "before", "cat"), undefined, "the score of an item indexed before");
    },
  },
  {
    id: "vectors/dropped-field",
    rule: "an item put again without the indexed field loses its vector",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed());
      await store.put(["n"], "k", { text: "cat" });
      t.equal(await scoreOf(store, "k", "cat"), 1, "the score before");
      await store.put(["n"], "k", { other: "cat" });
      t.equal(await scoreOf(store, "k", "cat"), undefined, "the score without the field");
    },
  },
  {
    id: "vectors/shorter-list",
    rule: "an item put again with fewer elements in an indexed list loses the vectors of the others",
    points: 1,
    needs: ["semantic-search", "multi-field"],
    async run(subject, t) {
      const store = await subject.open(indexed("notes[*]"));
      await store.put(["n"], "k", { notes: ["cat", "dog", "fish"] });
      t.equal(await scoreOf(store, "k", "fish"), 1, "the score for fish");
      await store.put(["n"], "k", { notes: ["cat", "dog"] });
      t.equal(await scoreOf(store, "k", "fish"), 0, "the score for fish, which is no longer in the list");
    },
  },
];

export const fields: readonly StoreTest[] = [
  {
    id: "fields/only-the-named",
    rule: "only the fields that the index names are embedded",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed("title"));
      await store.put(["n"], "k", { title: "cat", text: "dog dog dog" });
      t.equal(await scoreOf(store, "k", "cat"), 1, "the score for the title");
      t.equal(await scoreOf(store, "k", "dog"), 0, "the score for the text");
    },
  },
  {
    id: "fields/whole-value",
    rule: 'without named fields, or with "$", the whole value is embedded as one text',
    points: 1,
    needs,
    async run(subject, t) {
      for (const chosen of [undefined, ["$"]]) {
        const store = await subject.open({ index: { dims: DIMS, embed, fields: chosen } });
        await store.put(["n"], "k", { title: "cat", deep: [{ text: "dog" }] });
        t.equal(
          await scoreOf(store, "k", "cat dog"),
          1,
          `the score with fields ${JSON.stringify(chosen) ?? "left out"}`,
        );
      }
    },
  },
  {
    id: "fields/nested",
    rule: 'the field "a.b" is b inside a',
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed("meta.inner.title"));
      await store.put(["n"], "k", { meta: { inner: { title: "cat" }, title: "dog" }, title: "dog" });
      t.equal(await scoreOf(store, "k", "cat"), 1, "the score");
      await store.put(["n"], "without", { meta: "cat" });
      t.equal(await scoreOf(store, "without", "cat"), undefined, "the score of an item without that path");
    },
  },
  {
    id: "fields/element",
    rule: 'the field "a[0]" is the first element of a list, "a[-1]" the last, "a[0].b" a field of the first',
    points: 1,
    needs,
    async run(subject, t) {
      const value = { list: [{ text: "cat" }, { text: "fish" }, { text: "dog" }], words: ["cat", "fish", "dog"] };
      const wanted = { "words[0]": "cat", "words[-1]": "dog", "list[0].text": "cat", "list[-1].text": "dog" };
      for (const [field, query] of Object.entries(wanted)) {
        const store = await subject.open(indexed(field));
        await store.put(["n"], "k", value);
        t.equal(await scoreOf(store, "k", query), 1, `the score with the field ${field}`);
      }
    },
  },
  {
    id: "fields/best-counts",
    rule: "of several fields, each has its own vector and the nearest decides; the item is given once",
    points: 1,
    needs: ["semantic-search", "multi-field"],
    async run(subject, t) {
      const store = await subject.open(indexed("title", "text"));
      await store.put(["n"], "both", { title: "fish", text: "cat" });
      await store.put(["n"], "mixed", { title: "cat dog", text: "cat dog" });
      await store.put(["n"], "one", { title: "dog" });
      t.equal(await ranked(store, "cat"), ["both", "mixed", "one"], "keys");
      t.equal(await scoreOf(store, "both", "cat"), 1, "the score of the item whose text fits");
      t.equal(await scoreOf(store, "both", "fish"), 1, "the score of the item whose title fits");
    },
  },
  {
    id: "fields/each-element",
    rule: 'the field "a[*].b" is one text for each element of the list, and the nearest decides',
    points: 1,
    needs: ["semantic-search", "multi-field"],
    after: ["fields/best-counts"],
    async run(subject, t) {
      const store = await subject.open(indexed("parts[*].text", "words[*]"));
      await store.put(["n"], "objects", { parts: [{ text: "fish" }, { other: "dog" }, { text: "cat" }] });
      await store.put(["n"], "texts", { words: ["bird", "cat"] });
      await store.put(["n"], "empty", { parts: [], words: "cat" });
      t.equal(await scoreOf(store, "objects", "cat"), 1, "the score of a later element's field");
      t.equal(await scoreOf(store, "objects", "dog"), 0, "the score of a field that is not named");
      t.equal(await scoreOf(store, "texts", "cat"), 1, "the score of a later element");
      t.equal(await scoreOf(store, "empty", "cat"), undefined, "the score of an item without elements");
    },
  },
  {
    id: "fields/of-one-put",
    rule: "fields named with a put go before those of the index, for that item alone",
    points: 1,
    needs,
    after: ["fields/only-the-named"],
    async run(subject, t) {
      const store = await subject.open(indexed("title"));
      await store.put(["n"], "own", { title: "cat", text: "dog" }, ["text"]);
      await store.put(["n"], "other", { title: "cat", text: "dog" });
      t.equal(await scoreOf(store, "own", "dog"), 1, "the score for the field named with the put");
      t.equal(await scoreOf(store, "own", "cat"), 0, "the score for the field of the index");
      t.equal(await scoreOf(store, "other", "cat"), 1, "the score of another item for the field of the index");
    },
  },
  {
    id: "fields/any-text",
    rule: "any text can be embedded: the names of object methods, digits, the same text in two items",
    points: 1,
    needs,
    async run(subject, t) {
      const store = await subject.open(indexed());
      const texts = ["constructor", "__proto__", "2", "1", "cat", "cat", "toString dog"];
      await store.batch(texts.map((text, n) => ({ namespace: ["n"], key: `k${n}`, value: { text } })));
      const scores = await Promise.all(texts.map((_, n) => scoreOf(store, `k${n}`, "cat")));
      t.equal(scores, [0, 0, 0, 0, 1, 1, 0], "the scores for cat");
      t.equal(await scoreOf(store, "k6", "dog"), 1, "the score for dog");
    },
  },
];
