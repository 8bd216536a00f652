// Filters by value: a key of the item's value is the same as what the filter says, in type and content.
import { type StoreTest, found, putAll } from "./store-calls.ts";

export const filters: readonly StoreTest[] = [
  {
    id: "filter/equal",
    rule: "a filter finds the items whose value has that key with that value: text, number, true or false",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, {
        a: { x: "red", y: 1 },
        b: { x: "blue", y: 1.5 },
        c: { x: "red", y: -1, z: false },
        d: { z: true },
      });
      t.equal(await found(store, ["n"], { filter: { x: "red" } }), ["a", "c"], "keys with x = red");
      t.equal(await found(store, ["n"], { filter: { y: 1.5 } }), ["b"], "keys with y = 1.5");
      t.equal(await found(store, ["n"], { filter: { z: false } }), ["c"], "keys with z = false");
      t.equal(await found(store, ["n"], { filter: { x: "green" } }), [], "keys with x = green");
    },
  },
  {
    id: "filter/by-type",
    rule: 'a filter compares by type: 1 is not "1", true is neither 1 nor "true", null is not "null"',
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      const values = { one: 1, "text one": "1", yes: true, "text yes": "true", none: null, "text none": "null" };
      for (const [key, x] of Object.entries(values)) await store.put(["n"], key, { x });
      for (const [key, x] of Object.entries(values)) {
        if (x === null) continue;
        t.equal(await found(store, ["n"], { filter: { x } }), [key], `keys with x = ${JSON.stringify(x)}`);
      }
    },
  },
  {
    id: "filter/null",
    rule: "a filter with null finds the items where the key is null, not those where it is missing",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, { none: { x: null }, missing: { y: 1 }, zero: { x: 0 }, empty: { x: "" } });
      t.equal(await found(store, ["n"], { filter: { x: null } }), ["none"], "keys");
    },
  },
  {
    id: "filter/all-keys-must-match",
    rule: "a filter with several keys finds the items that match all of them; an empty filter finds every item",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, { a: { x: 1, y: 1 }, b: { x: 1, y: 2 }, c: { x: 2, y: 1 }, d: { x: 1 } });
      t.equal(await found(store, ["n"], { filter: { x: 1, y: 1 } }), ["a"], "keys with x = 1 and y = 1");
      t.equal(await found(store, ["n"], { filter: {} }), ["a", "b", "c", "d"], "keys with an empty filter");
    },
  },
  {
    id: "filter/object",
    rule: "a filter with an object finds the items where the key holds the same object: all of it and nothing more, keys in any order",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, {
        same: { x: { a: 1, b: { c: null } } },
        "other order": { x: { b: { c: null }, a: 1 } },
        more: { x: { a: 1, b: { c: null }, d: 1 } },
        less: { x: { a: 1 } },
        "other value": { x: { a: 1, b: { c: 0 } } },
      });
      const filter = { x: { a: 1, b: { c: null } } };
      t.equal(await found(store, ["n"], { filter }), ["other order", "same"], "keys");
    },
  },
  {
    id: "filter/empty-object",
    rule: "a filter with {} finds the items where the key holds {}; it does not match everything",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, { empty: { x: {} }, full: { x: { a: 1 } }, text: { x: "a" }, list: { x: [] }, missing: {} });
      t.equal(await found(store, ["n"], { filter: { x: {} } }), ["empty"], "keys");
    },
  },
  {
    id: "filter/list",
    rule: "a filter with a list finds the items where the key holds the same list, in the same order",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, {
        same: { x: ["a", 1] },
        turned: { x: [1, "a"] },
        more: { x: ["a", 1, 2] },
        text: { x: "a,1" },
      });
      t.equal(await found(store, ["n"], { filter: { x: ["a", 1] } }), ["same"], "keys");
    },
  },
  {
    id: "filter/key-is-literal",
    rule: "a filter key is a key, never a path or a pattern: dots, quotes, dollars, brackets and % mean nothing special",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      const odd = ["a.b", 'a"b', "a'b", "a'; --", "$.a", "a[0]", "a%", "", "日本"];
      for (const key of odd) await store.put(["n"], key, { [key]: 1 });
      await store.put(["n"], "object", { a: { b: 1 } });
      await store.put(["n"], "list", { a: [1] });
      for (const key of odd)
        t.equal(await found(store, ["n"], { filter: { [key]: 1 } }), [key], `keys with ${JSON.stringify(key)} = 1`);
    },
  },
  {
    id: "filter/inherited-keys",
    rule: "keys may have the names of object methods, in a value and in a filter",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, { plain: { x: 1 }, named: { valueOf: "mine", toString: 1, hasOwnProperty: 2 } });
      t.equal(await found(store, ["n"], { filter: { valueOf: "mine" } }), ["named"], "keys with valueOf = mine");
      t.equal(await found(store, ["n"], { filter: { toString: { $gte: 1 } } }), ["named"], "keys with toString >= 1");
      t.equal(await found(store, ["n"], { filter: { hasOwnProperty: 2 } }), ["named"], "keys with hasOwnProperty = 2");
    },
  },
  {
    id: "filter/value-is-literal",
    rule: "a filter value is data: quotes, patterns and SQL in it mean nothing special",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      const odd = ["' OR 1=1 --", "%", "_", '"', "\\", "$gt", "{}", "😀", "a\u2028b", ""];
      for (const [place, x] of odd.entries()) await store.put(["n"], `k${place}`, { x });
      for (const [place, x] of odd.entries())
        t.equal(await found(store, ["n"], { filter: { x } }), [`k${place}`], `keys with x = ${JSON.stringify(x)}`);
    },
  },
  {
    id: "filter/undefined-never-widens",
    rule: "a filter value that turned out undefined never lets through items whose key has a value: it finds nothing or is refused",
    points: 1,
    after: ["filter/equal"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, { one: { user: "ada" }, two: { user: "undefined" }, three: { user: null } });
      t.equal(await found(store, ["n"], { filter: { user: "ada" } }), ["one"], "keys with user = ada");
      const seen = await found(store, ["n"], { filter: { user: undefined } }).catch(() => []);
      t.equal(seen, [], "keys");
    },
  },
];
