// The store as a node of a graph sees it: LangGraph's AsyncBatchedStore gathers the calls of a moment into one batch,
// checks no namespace itself, and gives one error to all of them.
import { type StoreTest, valueAt, wasRefused } from "./store-calls.ts";

export const batched: readonly StoreTest[] = [
  {
    id: "batched/each-call-gets-its-own",
    rule: "in a node, calls made at the same moment each get their own result",
    points: 1,
    needs: ["batched"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "a", { x: 1 });
      await store.put(["n"], "b", { x: 2 });
      const inNode = await subject.batched!(store);
      const [a, missing, hits, b] = await Promise.all([
        inNode.get(["n"], "a"),
        inNode.get(["n"], "missing"),
        inNode.search(["n"], { filter: { x: 2 } }),
        inNode.get(["n"], "b"),
      ]);
      t.equal(a?.value, { x: 1 }, "the first get");
      t.equal(missing, null, "the get of what is missing");
      t.equal(
        hits.map(({ key }) => key),
        ["b"],
        "the search",
      );
      t.equal(b?.value, { x: 2 }, "the last get");
    },
  },
  {
    id: "batched/in-order",
    rule: "in a node, a read sees the put called just before it, although nobody waited for that put",
    points: 1,
    needs: ["batched"],
    async run(subject, t) {
      const inNode = await subject.batched!(await subject.open());
      const [before, , after] = await Promise.all([
        inNode.get(["n"], "k"),
        inNode.put(["n"], "k", { x: 1 }),
        inNode.get(["n"], "k"),
      ]);
      t.equal(before, null, "the get called before");
      t.equal(after?.value, { x: 1 }, "the get called after");
    },
  },
  {
    id: "batched/refuses",
    rule: "in a node, a put with a bad namespace is refused as well",
    points: 1,
    needs: ["batched"],
    async run(subject, t) {
      const store = await subject.open();
      const inNode = await subject.batched!(store);
      await inNode.put(["fine"], "k", { x: 1 });
      for (const namespace of [[], [""], ["a.b"], ["langgraph"]])
        await t.rejects(() => inNode.put(namespace, "k", { x: 1 }), `put with ${JSON.stringify(namespace)}`);
      t.equal(await store.listNamespaces(), [["fine"]], "namespaces afterwards");
    },
  },
  {
    id: "batched/told-is-true",
    rule: "in a node, calls of one moment fail or succeed together: whoever was told of a failure has stored nothing",
    points: 1,
    needs: ["batched"],
    async run(subject, t) {
      const store = await subject.open();
      const inNode = await subject.batched!(store);
      const good = inNode.put(["n"], "good", { x: 1 });
      const bad = inNode.put(["n", ""], "bad", { x: 1 });
      const [goodFailed] = await Promise.all([wasRefused(good), wasRefused(bad)]);
      const stored = (await valueAt(store, ["n"], "good")) !== undefined;
      t.equal(stored, !goodFailed, "whether the good put is stored, and whether its caller was told so");
    },
  },
];
