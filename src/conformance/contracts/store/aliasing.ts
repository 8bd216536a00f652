// Nothing handed in or out is shared with what is stored.
import { type StoreTest, valueAt } from "./store-calls.ts";

interface Profile {
  name: string;
  tags: string[];
}

const profile = (): Profile & Record<string, unknown> => ({ name: "ada", tags: ["x"] });

export const aliasing: readonly StoreTest[] = [
  {
    id: "copies/get",
    rule: "changing the value that get gave changes nothing in the store",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", profile());
      const got = (await valueAt(store, ["n"], "k")) as Profile;
      got.name = "changed";
      got.tags.push("changed");
      t.equal(await valueAt(store, ["n"], "k"), profile(), "the value");
    },
  },
  {
    id: "copies/search",
    rule: "changing a value that search gave changes nothing in the store",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", profile());
      const [hit] = await store.search(["n"]);
      (hit!.value as Profile).tags.push("changed");
      hit!.value.name = "changed";
      t.equal(await valueAt(store, ["n"], "k"), profile(), "the value");
    },
  },
  {
    id: "copies/within-batch",
    rule: "two operations of one batch that give the same item give it twice: changing one leaves the other",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", profile());
      const get = { namespace: ["n"], key: "k" };
      const [first, second] = await store.batch([get, { ...get }]);
      (first!.value as Profile).tags.push("changed");
      t.equal(second?.value, profile(), "the second value");
    },
  },
  {
    id: "copies/put",
    rule: "changing a value after its put is done changes nothing in the store",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const value = profile();
      await store.put(["n"], "k", value);
      value.name = "changed";
      value.tags.push("changed");
      t.equal(await valueAt(store, ["n"], "k"), profile(), "the value");
    },
  },
  {
    id: "copies/put-in-progress",
    rule: "put takes the value as it is when it is called: a change made while it is under way is not stored",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const value = profile();
      const namespace = ["n"];
      const done = store.put(namespace, "k", value);
      value.tags.push("changed");
      namespace.push("changed");
      await done;
      t.equal(await valueAt(store, ["n"], "k"), profile(), "the value");
    },
  },
  {
    id: "copies/namespaces",
    rule: "changing a namespace handed in or out changes nothing in the store",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const namespace = ["n"];
      await store.put(namespace, "k", profile());
      namespace[0] = "changed";
      (await store.get(["n"], "k"))?.namespace.push("changed");
      (await store.search(["n"]))[0]?.namespace.push("changed");
      (await store.listNamespaces())[0]?.push("changed");
      t.equal((await store.get(["n"], "k"))?.namespace, ["n"], "the namespace of the item");
      t.equal(await store.listNamespaces(), [["n"]], "namespaces");
    },
  },
  {
    id: "copies/times",
    rule: "changing a date that get gave changes nothing in the store",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", profile());
      const before = await store.get(["n"], "k");
      const created = before!.createdAt.getTime();
      before!.createdAt.setTime(0);
      t.equal((await store.get(["n"], "k"))?.createdAt.getTime(), created, "createdAt");
    },
  },
];
