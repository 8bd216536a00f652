// What is still there after the store was closed and opened anew, and what a second store over the same storage sees.
import {
  DIMS,
  MINUTE,
  type StoreTest,
  embed,
  found,
  indexed,
  pathsOf,
  putFor,
  ranked,
  valueAt,
} from "./store-calls.ts";

export const reopening: readonly StoreTest[] = [
  {
    id: "reopen/items",
    rule: "items are still there after the store was closed and opened again, with their values and times",
    points: 1,
    needs: ["reopen"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["a", "b"], "k", { x: [1, { y: null }], text: "é😀" });
      await store.put(["u"], "k", { x: 2 });
      const before = await store.get(["a", "b"], "k");
      const again = await subject.reopen!(store);
      t.equal(await again.get(["a", "b"], "k"), before, "the item");
      t.equal(pathsOf(await again.listNamespaces()), pathsOf([["a", "b"], ["u"]]), "namespaces");
      t.equal(await found(again, ["a"]), ["k"], "keys under a");
    },
  },
  {
    id: "reopen/changes",
    rule: "updates and deletes are still done after the store was closed and opened again",
    points: 1,
    needs: ["reopen"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "updated", { x: 1 });
      await store.put(["n"], "deleted", { x: 1 });
      await store.put(["n"], "updated", { x: 2 });
      await store.delete(["n"], "deleted");
      const again = await subject.reopen!(store);
      t.equal(await found(again, ["n"]), ["updated"], "keys");
      t.equal(await valueAt(again, ["n"], "updated"), { x: 2 }, "the value");
      await again.put(["n"], "new", { x: 3 });
      t.equal(await found(again, ["n"]), ["new", "updated"], "keys after another put");
    },
  },
  {
    id: "reopen/vectors",
    rule: "vectors are stored: after the store was opened again, items are found by a query without being embedded anew",
    points: 1,
    needs: ["reopen", "semantic-search"],
    async run(subject, t) {
      const store = await subject.open(indexed());
      await store.put(["n"], "c", { text: "cat" });
      await store.put(["n"], "d", { text: "dog" });
      await store.put(["n"], "gone", { text: "cat" });
      await store.delete(["n"], "gone");
      const asked: string[] = [];
      const again = await subject.reopen!(store, {
        index: {
          dims: DIMS,
          fields: ["text"],
          async embed(texts) {
            asked.push(...texts);
            return embed(texts);
          },
        },
      });
      t.equal(await ranked(again, "dog"), ["d", "c"], "keys");
      t.equal(asked, ["dog"], "the texts that were embedded");
    },
  },
  {
    id: "reopen/ttl",
    rule: "the time to live goes on while the store is closed",
    points: 1,
    needs: ["reopen", "ttl", "clock"],
    async run(subject, t) {
      const options = { ttl: { refreshOnRead: false } };
      const store = await subject.open(options);
      await putFor(store, "short", 10);
      await putFor(store, "long", 30);
      const again = await subject.reopen!(store, options);
      t.equal(await found(again, ["n"]), ["long", "short"], "keys at once");
      await subject.passTime!(11 * MINUTE);
      t.equal(await found(again, ["n"]), ["long"], "keys after 11 minutes");
    },
  },
];

export const instances: readonly StoreTest[] = [
  {
    id: "two-stores/see-each-other",
    rule: "what one store puts, updates or deletes, another store over the same storage sees at once",
    points: 1,
    needs: ["two-instances"],
    async run(subject, t) {
      const one = await subject.open();
      const two = await subject.openBeside!(one);
      await one.put(["n"], "k", { x: 1 });
      t.equal(await valueAt(two, ["n"], "k"), { x: 1 }, "the value, seen by the second");
      await two.put(["n"], "k", { x: 2 });
      t.equal(await valueAt(one, ["n"], "k"), { x: 2 }, "the value that the second put, seen by the first");
      await two.put(["m"], "l", { x: 3 });
      t.equal(pathsOf(await one.listNamespaces()), pathsOf([["m"], ["n"]]), "namespaces, seen by the first");
      await one.delete(["n"], "k");
      t.equal(await two.get(["n"], "k"), null, "the deleted item, seen by the second");
      t.equal(await found(two, ["m"]), ["l"], "keys, seen by the second");
    },
  },
  {
    id: "two-stores/vectors",
    rule: "a query in one store ranks by what another store over the same storage has put, updated and deleted since",
    points: 1,
    needs: ["two-instances", "semantic-search"],
    async run(subject, t) {
      const one = await subject.open(indexed());
      const two = await subject.openBeside!(one, indexed());
      await one.put(["n"], "a", { text: "cat" });
      await one.put(["n"], "b", { text: "dog" });
      t.equal(await ranked(two, "cat"), ["a", "b"], "keys, seen by the second");
      await one.put(["n"], "a", { text: "dog" });
      await one.put(["n"], "c", { text: "cat dog" });
      t.equal(
        (await ranked(two, "cat"))[0],
        "c",
        "the key nearest to cat after an update and a put, seen by the second",
      );
      await one.delete(["n"], "b");
      t.equal(await ranked(two, "dog"), ["a", "c"], "keys after a delete, seen by the second");
    },
  },
];
