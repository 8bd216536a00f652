// listNamespaces: which there are, chosen by prefix and suffix, shortened, without repetition, page by page.
import type { BaseStore } from "@langchain/langgraph-checkpoint";
import { type StoreTest, pages, pathsOf } from "./store-calls.ts";

type Options = NonNullable<Parameters<BaseStore["listNamespaces"]>[0]>;

const TREE = [["a"], ["a", "b"], ["a", "b", "c"], ["a", "x", "c"], ["ab"], ["ab", "c"], ["z", "a", "b"]];

async function plant(store: BaseStore, namespaces: readonly string[][] = TREE): Promise<void> {
  for (const namespace of namespaces) await store.put([...namespace], "k", { x: 1 });
}

const paths = async (store: BaseStore, options?: Options): Promise<string[]> =>
  pathsOf(await store.listNamespaces(options));

export const listing: readonly StoreTest[] = [
  {
    id: "list/each-once",
    rule: "listNamespaces gives every namespace that holds an item, once, with its labels as they were",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      t.equal(await store.listNamespaces(), [], "namespaces of an empty store");
      await plant(store);
      await store.put(["a", "b"], "another key", { x: 1 });
      t.equal(await paths(store), pathsOf(TREE), "namespaces");
    },
  },
  {
    id: "list/emptied-are-gone",
    rule: "a namespace whose last item was deleted is no longer listed; it comes back with a new item",
    points: 1,
    after: ["list/each-once"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store, [["a"], ["a", "b"]]);
      await store.delete(["a", "b"], "k");
      t.equal(await paths(store), pathsOf([["a"]]), "namespaces after the delete");
      await plant(store, [["a", "b"]]);
      t.equal(await paths(store), pathsOf([["a"], ["a", "b"]]), "namespaces after a new item");
    },
  },
  {
    id: "list/prefix",
    rule: "prefix chooses the namespaces that begin with those labels, the one of exactly these labels included",
    points: 1,
    after: ["list/each-once"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      t.equal(
        await paths(store, { prefix: ["a", "b"] }),
        pathsOf([
          ["a", "b"],
          ["a", "b", "c"],
        ]),
        "below a / b",
      );
      t.equal(await paths(store, { prefix: ["nowhere"] }), [], "below a label that is not there");
    },
  },
  {
    id: "list/prefix-is-by-label",
    rule: 'prefix ["a"] does not choose ["ab"]',
    points: 1,
    after: ["list/each-once"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      const below = [["a"], ["a", "b"], ["a", "b", "c"], ["a", "x", "c"]];
      t.equal(await paths(store, { prefix: ["a"] }), pathsOf(below), "namespaces below a");
    },
  },
  {
    id: "list/suffix",
    rule: "suffix chooses the namespaces that end with those labels",
    points: 1,
    after: ["list/each-once"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      const ending = [
        ["a", "b", "c"],
        ["a", "x", "c"],
        ["ab", "c"],
      ];
      t.equal(await paths(store, { suffix: ["c"] }), pathsOf(ending), "namespaces that end with c");
      t.equal(await paths(store, { suffix: ["x", "c"] }), pathsOf([["a", "x", "c"]]), "that end with x / c");
    },
  },
  {
    id: "list/suffix-is-by-label",
    rule: 'suffix ["b"] does not choose ["ab"]',
    points: 1,
    after: ["list/each-once"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      t.equal(
        await paths(store, { suffix: ["b"] }),
        pathsOf([
          ["a", "b"],
          ["z", "a", "b"],
        ]),
        "that end with b",
      );
    },
  },
  {
    id: "list/prefix-and-suffix",
    rule: "prefix and suffix together choose what both choose",
    points: 1,
    after: ["list/prefix", "list/suffix"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      const options = { prefix: ["a", "b"], suffix: ["c"] };
      t.equal(await paths(store, options), pathsOf([["a", "b", "c"]]), "namespaces");
    },
  },
  {
    id: "list/wildcard-in-prefix",
    rule: '"*" in a prefix stands for exactly one label, whichever it is',
    points: 1,
    after: ["list/prefix"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      t.equal(
        await paths(store, { prefix: ["a", "*", "c"] }),
        pathsOf([
          ["a", "b", "c"],
          ["a", "x", "c"],
        ]),
        "a / * / c",
      );
      t.equal(await paths(store, { prefix: ["*", "a"] }), pathsOf([["z", "a", "b"]]), "* / a");
      t.equal(await paths(store, { prefix: ["a", "*", "*", "*"] }), [], "more labels than any has");
    },
  },
  {
    id: "list/wildcard-in-suffix",
    rule: '"*" in a suffix stands for exactly one label, whichever it is',
    points: 1,
    after: ["list/suffix"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      const ending = [
        ["a", "b", "c"],
        ["z", "a", "b"],
      ];
      t.equal(await paths(store, { suffix: ["*", "b", "*"] }), pathsOf([["a", "b", "c"]]), "* / b / *");
      t.equal(
        await paths(store, { suffix: ["a", "*"] }),
        pathsOf([
          ["a", "b"],
          ["z", "a", "b"],
        ]),
        "a / *",
      );
      t.equal(await paths(store, { suffix: ["*", "*", "*"] }), pathsOf([...ending, ["a", "x", "c"]]), "* / * / *");
    },
  },
  {
    id: "list/max-depth",
    rule: "maxDepth shortens longer namespaces to that many labels and gives each result once",
    points: 1,
    after: ["list/each-once"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      t.equal(await paths(store, { maxDepth: 1 }), pathsOf([["a"], ["ab"], ["z"]]), "one label");
      const two = [["a"], ["a", "b"], ["a", "x"], ["ab"], ["ab", "c"], ["z", "a"]];
      t.equal(await paths(store, { maxDepth: 2 }), pathsOf(two), "two labels");
    },
  },
  {
    id: "list/conditions-before-depth",
    rule: "prefix and suffix look at whole namespaces, before maxDepth shortens them",
    points: 1,
    after: ["list/max-depth", "list/suffix"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      t.equal(
        await paths(store, { suffix: ["c"], maxDepth: 1 }),
        pathsOf([["a"], ["ab"]]),
        "that end with c, one label",
      );
    },
  },
  {
    id: "list/limit-counts-results",
    rule: "limit and offset count the results of maxDepth, not the namespaces behind them",
    points: 1,
    after: ["list/max-depth"],
    async run(subject, t) {
      const store = await subject.open();
      await plant(store);
      t.equal((await store.listNamespaces({ maxDepth: 1, limit: 3 })).length, 3, "how many with limit 3");
      const seen = await pages(1, (limit, offset) => store.listNamespaces({ maxDepth: 1, limit, offset }));
      t.equal(pathsOf(seen), pathsOf([["a"], ["ab"], ["z"]]), "all pages of one");
    },
  },
  {
    id: "list/pages-visit-each-once",
    rule: "limit and offset together visit every namespace once; an offset past the end gives nothing",
    points: 1,
    after: ["list/each-once"],
    async run(subject, t) {
      const store = await subject.open();
      const many = Array.from({ length: 11 }, (_, n) => ["n", `part ${n}`]);
      await plant(store, many);
      const seen = await pages(3, (limit, offset) => store.listNamespaces({ limit, offset }));
      t.equal(pathsOf(seen), pathsOf(many), "all pages of three");
      t.equal(await store.listNamespaces({ offset: 11 }), [], "past the end");
    },
  },
  {
    id: "list/default-limit",
    rule: "listNamespaces gives at most 100 when no limit is named, and none with a limit of 0",
    points: 1,
    after: ["list/each-once"],
    async run(subject, t) {
      const store = await subject.open();
      await store.batch(Array.from({ length: 103 }, (_, n) => ({ namespace: ["n", `${n}`], key: "k", value: {} })));
      t.equal((await store.listNamespaces()).length, 100, "how many without a limit");
      t.equal((await store.listNamespaces({ limit: 103 })).length, 103, "how many with limit 103");
      t.equal(await store.listNamespaces({ limit: 0 }), [], "limit 0");
    },
  },
];
