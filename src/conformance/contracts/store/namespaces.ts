// A namespace is a list of labels, never a text: what is under one is never found under another.
import { type StoreTest, found, valueAt } from "./store-calls.ts";

export const namespaces: readonly StoreTest[] = [
  {
    id: "namespaces/prefix-is-by-label",
    rule: 'search under ["user-1"] never finds items of ["user-10"]: a prefix is made of whole labels',
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["user-1"], "mine", { x: 1 });
      await store.put(["user-10"], "theirs", { x: 1 });
      await store.put(["user-10", "notes"], "theirs too", { x: 1 });
      t.equal(await found(store, ["user-1"]), ["mine"], "keys");
    },
  },
  {
    id: "namespaces/colon-is-no-separator",
    rule: '["u:1"] and ["u", "1"] are two namespaces: for get, search, delete and listNamespaces',
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["u:1"], "k", { from: "one label" });
      await store.put(["u", "1"], "k", { from: "two labels" });
      t.equal(await valueAt(store, ["u:1"], "k"), { from: "one label" }, 'the value in ["u:1"]');
      t.equal(await valueAt(store, ["u", "1"], "k"), { from: "two labels" }, 'the value in ["u", "1"]');
      t.equal((await store.search(["u:1"])).length, 1, 'how many items search finds in ["u:1"]');
      t.equal((await store.search(["u"])).length, 1, 'how many items search finds in ["u"]');
      t.equal((await store.listNamespaces()).length, 2, "how many namespaces there are");
      await store.delete(["u:1"], "k");
      t.equal(await valueAt(store, ["u", "1"], "k"), { from: "two labels" }, 'the value in ["u", "1"] afterwards');
    },
  },
  {
    id: "namespaces/no-separator-can-be-forged",
    rule: "no character in a label makes one label look like two, or a namespace and a key like another pair",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const separators = ["/", "|", ",", '","', "\u001f", "\u001e", "\u0001", "\uffff", "\n", " "];
      for (const [place, separator] of separators.entries()) {
        const root = `${place} root`;
        await store.put([root, "a", "b"], "k", { from: "two" });
        await store.put([root, `a${separator}b`], "k", { from: "one" });
        await store.put([root, "a"], `b${separator}k`, { from: "key" });
        t.equal((await store.search([root])).length, 3, `how many items there are with separator ${place + 1}`);
        t.equal(await valueAt(store, [root, "a", "b"], "k"), { from: "two" }, `two labels, separator ${place + 1}`);
        t.equal(
          await valueAt(store, [root, `a${separator}b`], "k"),
          { from: "one" },
          `one label, separator ${place + 1}`,
        );
      }
    },
  },
  {
    id: "namespaces/prefix-goes-down",
    rule: "search finds the items of the namespace itself and of all below it, and none above or beside",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      for (const namespace of [["a"], ["a", "b"], ["a", "b", "c"], ["a", "x"], ["b"], ["x", "a", "b"]])
        await store.put(namespace, namespace.join("-"), { x: 1 });
      t.equal(await found(store, ["a"]), ["a", "a-b", "a-b-c", "a-x"], "keys under a");
      t.equal(await found(store, ["a", "b"]), ["a-b", "a-b-c"], "keys under a / b");
      t.equal(await found(store, ["a", "b", "c", "d"]), [], "keys under a namespace that is not there");
    },
  },
  {
    id: "namespaces/empty-prefix",
    rule: "search under [] finds the items of every namespace",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      t.equal(await found(store, []), [], "keys of an empty store");
      await store.put(["a"], "1", { x: 1 });
      await store.put(["b", "c"], "2", { x: 1 });
      t.equal(await found(store, []), ["1", "2"], "keys");
    },
  },
  {
    id: "namespaces/get-is-exact",
    rule: "get and delete mean one namespace exactly, not those below it",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["a", "b"], "k", { x: 1 });
      t.equal(await store.get(["a"], "k"), null, "the item above");
      await store.delete(["a"], "k");
      t.equal(await valueAt(store, ["a", "b"], "k"), { x: 1 }, "the value below, after a delete above");
    },
  },
  {
    id: "namespaces/patterns-are-literal",
    rule: "a label of the prefix is compared as text: %, _, * and ? stand for nothing else",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["ab", "c"], "plain", { x: 1 });
      t.equal(await found(store, ["ab"]), ["plain"], "keys under ab");
      for (const prefix of [["%"], ["a_"], ["a%"], ["*"], ["a?"], ["ab", "%"], ["AB"]])
        // A store that refuses such labels finds nothing either.
        t.equal(await found(store, prefix).catch(() => []), [], `keys under ${JSON.stringify(prefix)}`);
    },
  },
  {
    id: "namespaces/same-key-in-many",
    rule: "one key in many namespaces is many items",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const users = ["ada", "bob", "cleo"];
      for (const user of users) await store.put(["users", user], "name", { user });
      for (const user of users)
        t.equal(await valueAt(store, ["users", user], "name"), { user }, `the value of ${user}`);
      t.equal((await store.search(["users"])).length, users.length, "how many items search finds");
    },
  },
];
