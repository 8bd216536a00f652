// A batch: one operation after the other, results in their places, all of it or nothing.
import type { BaseStore, Operation, PutOperation } from "@langchain/langgraph-checkpoint";
import { type StoreTest, found, keysOf, valueAt } from "./store-calls.ts";

const putOf = (key: string, value: Record<string, unknown> | null, namespace = ["n"]): PutOperation => ({
  namespace,
  key,
  value,
});

const getOf = (key: string) => ({ namespace: ["n"], key });

/** Mixed kinds, and operations that no type would allow: a program without types may send them. */
const send = (store: BaseStore, operations: unknown[]): Promise<any[]> => store.batch(operations as Operation[]);

export const batch: readonly StoreTest[] = [
  {
    id: "batch/results-by-position",
    rule: "the results of a batch stand where their operations stood, whatever kinds are mixed",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "a", { x: 1 });
      await store.put(["m"], "b", { x: 2 });
      const results = await send(store, [
        getOf("missing"),
        { namespacePrefix: ["m"], limit: 10, offset: 0 },
        putOf("c", { x: 3 }, ["o"]),
        getOf("a"),
        { matchConditions: [{ matchType: "prefix" as const, path: ["m"] }], limit: 10, offset: 0 },
        putOf("a", null, ["nothing"]),
        { namespacePrefix: ["n"], limit: 10, offset: 0 },
      ]);
      t.equal(results.length, 7, "how many results there are");
      t.equal(results[0], null, "the get of what is missing");
      t.equal(keysOf(results[1]), ["b"], "the first search");
      t.equal(results[3]?.value, { x: 1 }, "the get");
      t.equal(results[4], [["m"]], "the namespaces");
      t.equal(keysOf(results[6]), ["a"], "the second search");
    },
  },
  {
    id: "batch/empty",
    rule: "an empty batch gives an empty list",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.batch([putOf("k", { x: 1 })]);
      t.equal(await store.batch([]), [], "results");
      t.equal(await valueAt(store, ["n"], "k"), { x: 1 }, "the value put before");
    },
  },
  {
    id: "batch/in-order",
    rule: "operations of a batch see what those before them did, and nothing of those after",
    points: 1,
    after: ["batch/results-by-position"],
    async run(subject, t) {
      const store = await subject.open();
      const search = { namespacePrefix: ["n"], limit: 10, offset: 0 };
      const list = { matchConditions: [], limit: 10, offset: 0 };
      const results = await send(store, [getOf("k"), search, putOf("k", { x: 1 }), getOf("k"), { ...search }, list]);
      t.equal(results[0], null, "the get before the put");
      t.equal(keysOf(results[1]), [], "the search before the put");
      t.equal(results[3]?.value, { x: 1 }, "the get after the put");
      t.equal(keysOf(results[4]), ["k"], "the search after the put");
      t.equal(results[5], [["n"]], "the namespaces after the put");
    },
  },
  {
    id: "batch/last-put-wins",
    rule: "of several puts and deletes of one key in a batch, the last one counts",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.batch([putOf("twice", { x: 1 }), putOf("other", { x: 9 }), putOf("twice", { x: 2 })]);
      t.equal(await valueAt(store, ["n"], "twice"), { x: 2 }, "the value put twice");
      await store.batch([putOf("gone", { x: 1 }), putOf("gone", null), putOf("back", null), putOf("back", { x: 3 })]);
      t.equal(await store.get(["n"], "gone"), null, "the item put, then deleted");
      t.equal(await valueAt(store, ["n"], "back"), { x: 3 }, "the value deleted, then put");
      t.equal(await found(store, ["n"]), ["back", "other", "twice"], "keys");
    },
  },
  {
    id: "batch/bad-namespace-leaves-nothing",
    rule: "when one operation of a batch is refused for its namespace, nothing of the batch is stored or deleted",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "kept", { x: 1 });
      const operations = [putOf("new", { x: 1 }), putOf("kept", null), putOf("bad", { x: 1 }, ["a", ""])];
      await t.rejects(() => store.batch(operations), "the batch");
      t.equal(await found(store, ["n"]), ["kept"], "keys afterwards");
      t.equal(await store.listNamespaces(), [["n"]], "namespaces afterwards");
    },
  },
  {
    id: "batch/bad-value-leaves-nothing",
    rule: "when one value of a batch is refused, nothing of the batch is stored or deleted",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "kept", { x: 1 });
      const operations = [putOf("kept", { x: 2 }), putOf("new", { x: 1 }), putOf("bad", { x: 1n })];
      await t.rejects(() => store.batch(operations), "the batch");
      t.equal(await valueAt(store, ["n"], "kept"), { x: 1 }, "the value that was there");
      t.equal(await found(store, ["n"]), ["kept"], "keys afterwards");
    },
  },
  {
    id: "batch/unknown-operation",
    rule: "an operation that is none of the four is refused, and nothing of its batch is stored",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await t.rejects(() => send(store, [putOf("k", { x: 1 }), { namespace: ["n"] }]), "the batch");
      t.equal(await found(store, ["n"]), [], "keys afterwards");
    },
  },
  {
    id: "batch/list-without-conditions",
    rule: "matchConditions may be left out of an operation that lists namespaces",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { x: 1 });
      const results = await send(store, [{ limit: 10, offset: 0 }, getOf("k")]);
      t.equal(results[0], [["n"]], "the namespaces");
      t.equal(results[1]?.value, { x: 1 }, "the get after it");
    },
  },
  {
    id: "batch/large",
    rule: "a batch of 500 puts stores all of them",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.batch(Array.from({ length: 500 }, (_, n) => putOf(`k${n}`, { n }, ["n", `part ${n % 7}`])));
      t.equal((await found(store, ["n"])).length, 500, "how many items search finds");
      t.equal(await valueAt(store, ["n", "part 2"], "k499"), { n: 499 }, "the last value");
      t.equal((await store.listNamespaces()).length, 7, "how many namespaces there are");
    },
  },
];
