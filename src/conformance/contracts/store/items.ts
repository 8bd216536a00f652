// One item: what put keeps, what get gives, what delete takes away, and the times of it.
import { MINUTE, type StoreTest, found, valueAt } from "./store-calls.ts";

export const items: readonly StoreTest[] = [
  {
    id: "items/come-back",
    rule: "get gives what put was handed: namespace, key and value",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["users", "ada"], "prefs", { theme: "dark", sizes: [1, 2] });
      const item = await store.get(["users", "ada"], "prefs");
      t.equal(item?.namespace, ["users", "ada"], "the namespace");
      t.equal(item?.key, "prefs", "the key");
      t.equal(item?.value, { theme: "dark", sizes: [1, 2] }, "the value");
    },
  },
  {
    id: "items/missing-is-null",
    rule: "get of an item that was never put gives null, also when its key or its namespace exists elsewhere",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      t.equal(await store.get(["a"], "k"), null, "in an empty store");
      await store.put(["a"], "k", { x: 1 });
      t.ok(await store.get(["a"], "k"), "the item itself is there");
      t.equal(await store.get(["a"], "other"), null, "another key");
      t.equal(await store.get(["b"], "k"), null, "another namespace");
      t.equal(await store.get(["a", "b"], "k"), null, "a namespace below");
    },
  },
  {
    id: "items/any-json",
    rule: "every value that JSON can hold comes back as it was: empty, false, zero, null, nested, numbers at the edges",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      const values: Record<string, unknown>[] = [
        {},
        { empty: "", none: null, no: false, zero: 0, list: [], object: {} },
        { nested: [{ deep: [[{ x: [null, "", { y: false }] }]] }] },
        { small: 5e-324, large: 1.7976931348623157e308, whole: 9007199254740991, negative: -1.5, third: 1 / 3 },
        { text: "line\nbreak \u2028 tab\t quote\" 'single' \\ é e\u0301 日本語 😀" },
      ];
      for (const [place, value] of values.entries()) await store.put(["n"], `k${place}`, value);
      for (const [place, value] of values.entries())
        t.equal(await valueAt(store, ["n"], `k${place}`), value, `value ${place + 1} of ${values.length}`);
    },
  },
  {
    // Such a key is not handed over between judge and guest: only a store in process can be asked.
    id: "items/proto-in-value",
    rule: "a value may have the keys __proto__ and constructor: they are data and change no prototype",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      const text = '{"__proto__":{"admin":true},"constructor":1,"inner":{"__proto__":2}}';
      await store.put(["n"], "k", JSON.parse(text));
      const value = (await valueAt(store, ["n"], "k")) as { admin?: unknown };
      t.equal(value.admin, undefined, "a property of the would-be prototype");
      t.equal(value, JSON.parse(text), "the value");
    },
  },
  {
    id: "items/large-value",
    rule: "a value of a million characters comes back whole",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      const text = "0123456789".repeat(100_000);
      await store.put(["n"], "k", { text });
      const value = (await valueAt(store, ["n"], "k")) as { text: string };
      t.ok(value.text === text, "the text is the same");
    },
  },
  {
    id: "items/refuses-what-json-cannot-hold",
    rule: "a value that JSON cannot hold is refused, and the item that was there stays as it was",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { x: 1 });
      await t.rejects(() => store.put(["n"], "k", { x: 10n }), "put of a bigint");
      t.equal(await valueAt(store, ["n"], "k"), { x: 1 }, "the value");
    },
  },
  {
    id: "items/put-replaces",
    rule: "put over an existing item replaces the whole value; nothing of the old one is merged in",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { old: 1, both: { a: 1 } });
      await store.put(["n"], "k", { both: { b: 2 } });
      t.equal(await valueAt(store, ["n"], "k"), { both: { b: 2 } }, "the value");
      t.equal(await found(store, ["n"]), ["k"], "keys");
    },
  },
  {
    id: "items/delete",
    rule: "a deleted item is gone from get and from search; its neighbours stay",
    points: 1,
    after: ["items/missing-is-null"],
    async run(subject, t) {
      const store = await subject.open();
      const places: [string[], string][] = [
        [["n"], "k"],
        [["n"], "k2"],
        [["n", "m"], "k"],
        [["other"], "k"],
      ];
      for (const [namespace, key] of places) await store.put(namespace, key, { x: 1 });
      await store.delete(["n"], "k");
      t.equal(await store.get(["n"], "k"), null, "the deleted item");
      for (const [namespace, key] of places.slice(1))
        t.equal(await valueAt(store, namespace, key), { x: 1 }, `${key} of ${namespace.join(" / ")}`);
      t.equal((await store.search(["n"])).length, 2, "how many items search finds");
    },
  },
  {
    id: "items/delete-missing",
    rule: "deleting what does not exist is no error and makes nothing",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { x: 1 });
      await store.delete(["ghost"], "k");
      await store.delete(["n"], "ghost");
      t.equal(await store.get(["ghost"], "k"), null, "the item");
      t.equal(await store.listNamespaces(), [["n"]], "namespaces");
    },
  },
  {
    id: "items/put-null-deletes",
    rule: "a put operation whose value is null deletes the item",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { x: 1 });
      t.equal(await found(store, ["n"]), ["k"], "keys before");
      await store.batch([{ namespace: ["n"], key: "k", value: null }]);
      t.equal(await store.get(["n"], "k"), null, "the item");
      t.equal(await found(store, ["n"]), [], "keys");
    },
  },
];

export const times: readonly StoreTest[] = [
  {
    id: "times/are-dates",
    rule: "createdAt and updatedAt are dates of the time of the put, in get and in search",
    points: 1,
    after: ["items/come-back"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { x: 1 });
      for (const item of [await store.get(["n"], "k"), (await store.search(["n"]))[0]]) {
        t.ok(item?.createdAt instanceof Date && item.createdAt.getTime() > Date.UTC(2020), "createdAt is a date");
        t.ok(item?.updatedAt instanceof Date, "updatedAt is a date");
        t.equal(item?.updatedAt, item?.createdAt, "updatedAt of an item that was put once");
      }
    },
  },
  {
    id: "times/creation-stays",
    rule: "putting again leaves createdAt as it was and moves updatedAt on",
    points: 1,
    needs: ["clock"],
    after: ["times/are-dates"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { x: 1 });
      await subject.passTime!(MINUTE);
      await store.put(["n"], "k", { x: 2 });
      const item = await store.get(["n"], "k");
      const apart = item!.updatedAt.getTime() - item!.createdAt.getTime();
      // More than the minute where the clock runs on by itself.
      t.ok(apart >= MINUTE && apart < 2 * MINUTE, "updatedAt is a minute after createdAt");
    },
  },
  {
    id: "times/deleted-is-forgotten",
    rule: "an item put after it was deleted is a new one: createdAt starts anew",
    points: 1,
    needs: ["clock"],
    after: ["times/are-dates", "items/delete"],
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "k", { x: 1 });
      await store.delete(["n"], "k");
      await subject.passTime!(MINUTE);
      await store.put(["n"], "k", { x: 2 });
      const item = await store.get(["n"], "k");
      t.equal(item?.value, { x: 2 }, "the value");
      t.equal(item?.createdAt, item?.updatedAt, "createdAt");
    },
  },
];
