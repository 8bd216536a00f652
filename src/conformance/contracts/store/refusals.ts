// Namespaces that are refused, as the validation in `BaseStore.put` of @langchain/langgraph-checkpoint 1.1.5 says.
import type { BaseStore } from "@langchain/langgraph-checkpoint";
import type { TestContext } from "../../test.ts";
import { type StoreTest, valueAt } from "./store-calls.ts";

/** Nothing is stored but what was there, which is put first. */
async function checkRefused(store: BaseStore, t: TestContext, namespace: unknown[], what: string): Promise<void> {
  await store.put(["fine"], "k", { x: 1 });
  await t.rejects(() => store.put(namespace as string[], "k", { x: 1 }), what);
  t.equal(await store.listNamespaces(), [["fine"]], `namespaces after ${what}`);
}

export const refusals: readonly StoreTest[] = [
  {
    id: "refuses/empty-namespace",
    rule: "put refuses an empty namespace and stores nothing",
    points: 1,
    run: async (subject, t) => checkRefused(await subject.open(), t, [], "put with []"),
  },
  {
    id: "refuses/empty-label",
    rule: "put refuses a namespace with an empty label and stores nothing",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      for (const namespace of [[""], ["", "a"], ["a", ""], ["a", "", "b"]])
        await checkRefused(store, t, namespace, `put with ${JSON.stringify(namespace)}`);
    },
  },
  {
    id: "refuses/dot-in-label",
    rule: "put refuses a label with a dot and stores nothing",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      for (const namespace of [["a.b"], ["a", "."], ["a", "b.c"]])
        await checkRefused(store, t, namespace, `put with ${JSON.stringify(namespace)}`);
    },
  },
  {
    id: "refuses/label-that-is-no-text",
    rule: "put refuses a label that is not a string, such as a numeric user id or undefined, and stores nothing",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      for (const label of [42, null, undefined, true])
        await checkRefused(store, t, ["users", label], `put with the label ${String(label)}`);
    },
  },
  {
    id: "refuses/langgraph-root",
    rule: "put refuses namespaces below “langgraph”, which LangGraph keeps for itself; deeper down the label is free",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await checkRefused(store, t, ["langgraph"], 'put with ["langgraph"]');
      await checkRefused(store, t, ["langgraph", "a"], 'put with ["langgraph","a"]');
      await store.put(["a", "langgraph"], "k", { x: 1 });
      t.equal(await valueAt(store, ["a", "langgraph"], "k"), { x: 1 }, "the value in a / langgraph");
    },
  },
  {
    id: "refuses/by-name",
    rule: "the error of a refused namespace is an InvalidNamespaceError, or has one as its cause",
    points: 1,
    after: ["refuses/empty-namespace"],
    async run(subject, t) {
      const store = await subject.open();
      const error = await t.rejects(() => store.put([], "k", { x: 1 }), "put with []");
      const cause = error.cause instanceof Error ? error.cause.name : "no cause";
      t.ok([error.name, cause].includes("InvalidNamespaceError"), `${error.name}, caused by ${cause}, says what it is`);
    },
  },
  {
    id: "refuses/in-batch",
    rule: "a put in a batch is refused like any other: LangGraph sends the puts of a node as a batch",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      for (const namespace of [[], [""], ["a.b"], ["langgraph"], [42 as never]])
        await t.rejects(
          () => store.batch([{ namespace, key: "k", value: { x: 1 } }]),
          `a batch with a put to ${JSON.stringify(namespace)}`,
        );
      t.equal(await store.listNamespaces(), [], "namespaces");
    },
  },
];
