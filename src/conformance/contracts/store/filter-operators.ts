// The operators of a filter: $eq $ne $gt $gte $lt $lte, and where they are declared $in and $nin.
import { type StoreTest, found, putAll } from "./store-calls.ts";

const NUMBERS = { minus: { x: -2 }, zero: { x: 0 }, half: { x: 0.5 }, nine: { x: 9 }, ten: { x: 10 }, big: { x: 3e9 } };

const MIXED = {
  five: { x: 5 },
  "text five": { x: "5" },
  "text word": { x: "word" },
  empty: { x: "" },
  none: { x: null },
  yes: { x: true },
  list: { x: [5] },
  object: { x: { a: 5 } },
  missing: { y: 5 },
};

const DAYS = {
  old: { at: "2025-12-31T23:59:59.999Z" },
  first: { at: "2026-01-01T00:00:00.000Z" },
  later: { at: "2026-02-01T12:00:00.000Z" },
};

export const operators: readonly StoreTest[] = [
  {
    id: "filter/eq",
    rule: "$eq is the same as naming the value: by type, null not missing, objects by content",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, MIXED);
      for (const [key, { x }] of Object.entries(MIXED as Record<string, { x?: unknown }>))
        if (key !== "missing")
          t.equal(
            await found(store, ["n"], { filter: { x: { $eq: x } } }),
            [key],
            `keys with x $eq ${JSON.stringify(x)}`,
          );
    },
  },
  {
    id: "filter/ne",
    rule: "$ne is the opposite of $eq: it finds every other item, also one without the key",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, MIXED);
      const all = Object.keys(MIXED).toSorted();
      const but = (key: string) => all.filter((other) => other !== key);
      t.equal(await found(store, ["n"], { filter: { x: { $ne: 5 } } }), but("five"), "keys with x $ne 5");
      t.equal(await found(store, ["n"], { filter: { x: { $ne: "5" } } }), but("text five"), 'keys with x $ne "5"');
      t.equal(await found(store, ["n"], { filter: { x: { $ne: null } } }), but("none"), "keys with x $ne null");
    },
  },
  {
    id: "filter/order-of-numbers",
    rule: "$gt, $gte, $lt and $lte compare numbers as numbers: 10 is more than 9, -2 less than 0",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, NUMBERS);
      const keys = (filter: object) => found(store, ["n"], { filter: { x: filter } });
      t.equal(await keys({ $gt: 9 }), ["big", "ten"], "keys with x > 9");
      t.equal(await keys({ $gte: 9 }), ["big", "nine", "ten"], "keys with x >= 9");
      t.equal(await keys({ $lt: 0.5 }), ["minus", "zero"], "keys with x < 0.5");
      t.equal(await keys({ $lte: 0.5 }), ["half", "minus", "zero"], "keys with x <= 0.5");
      t.equal(await keys({ $lt: 0 }), ["minus"], "keys with x < 0");
    },
  },
  {
    id: "filter/order-of-dates",
    rule: "$gt, $gte, $lt and $lte compare text as text, and so dates in ISO form by time",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, DAYS);
      const keys = (filter: object) => found(store, ["n"], { filter: { at: filter } });
      t.equal(await keys({ $gt: "2026-01-01T00:00:00.000Z" }), ["later"], "keys after the new year began");
      t.equal(await keys({ $gte: "2026-01-01T00:00:00.000Z" }), ["first", "later"], "keys since the new year began");
      t.equal(await keys({ $lt: "2026-01-01T00:00:00.000Z" }), ["old"], "keys before the new year");
      t.equal(await keys({ $lte: "2026-01-01" }), ["old"], "keys up to a shorter text");
    },
  },
  {
    id: "filter/order-of-text",
    rule: 'text is compared character by character: "10" comes before "9", "a" before "b"',
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, { ten: { x: "10" }, nine: { x: "9" }, a: { x: "a" }, ab: { x: "ab" }, b: { x: "b" } });
      const keys = (filter: object) => found(store, ["n"], { filter: { x: filter } });
      t.equal(await keys({ $gt: "a" }), ["ab", "b"], 'keys with x > "a"');
      t.equal(await keys({ $lte: "9" }), ["nine", "ten"], 'keys with x <= "9"');
      t.equal(await keys({ $lt: "9" }), ["ten"], 'keys with x < "9"');
    },
  },
  {
    id: "filter/order-keeps-to-its-type",
    rule: "$gt and its kin find only values of the type compared with: no text for a number, no null, no missing key",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, MIXED);
      const keys = (filter: object) => found(store, ["n"], { filter: { x: filter } });
      t.equal(await keys({ $gt: -1 }), ["five"], "keys with x > -1");
      t.equal(await keys({ $lt: 6 }), ["five"], "keys with x < 6");
      t.equal(await keys({ $gte: "" }), ["empty", "text five", "text word"], 'keys with x >= ""');
      t.equal(await keys({ $lte: "6" }), ["empty", "text five"], 'keys with x <= "6"');
    },
  },
  {
    id: "filter/range",
    rule: "several operators of one key must all hold",
    points: 1,
    after: ["filter/order-of-numbers"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, NUMBERS);
      const filter = { x: { $gte: 0, $lt: 10, $ne: 9 } };
      t.equal(await found(store, ["n"], { filter }), ["half", "zero"], "keys with 0 <= x < 10 and x not 9");
    },
  },
  {
    id: "filter/unknown-operator-never-widens",
    rule: "an operator that the store does not know, such as a misspelt one, never lets an item through: it finds nothing or is refused",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, NUMBERS);
      t.equal(await found(store, ["n"], { filter: { x: { $gt: 5 } } }), ["big", "nine", "ten"], "keys with x > 5");
      for (const filter of [{ $greater: 5 }, { $GT: 5 }, { "$gte ": 5 }, { $regex: ".*" }])
        t.equal(
          await found(store, ["n"], { filter: { x: filter } }).catch(() => []),
          [],
          `keys with x ${JSON.stringify(filter)}`,
        );
    },
  },
  {
    id: "filter/in",
    rule: "$in finds the items whose key has one of the values, by type; with an empty list it finds none",
    points: 1,
    needs: ["membership-filters"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, MIXED);
      const keys = ($in: unknown[]) => found(store, ["n"], { filter: { x: { $in } } });
      t.equal(await keys([5, "word", 7]), ["five", "text word"], 'keys with x in 5, "word", 7');
      t.equal(await keys([]), [], "keys with x in an empty list");
      t.equal(await keys([null]), ["none"], "keys with x in a list of null");
    },
  },
  {
    id: "filter/nin",
    rule: "$nin is the opposite of $in: it finds every other item, also one without the key; with an empty list it finds all",
    points: 1,
    needs: ["membership-filters"],
    async run(subject, t) {
      const store = await subject.open();
      await putAll(store, MIXED);
      const all = Object.keys(MIXED).toSorted();
      const keys = ($nin: unknown[]) => found(store, ["n"], { filter: { x: { $nin } } });
      const others = all.filter((key) => key !== "five" && key !== "text word");
      t.equal(await keys([5, "word"]), others, 'keys with x not in 5, "word"');
      t.equal(await keys([]), all, "keys with x not in an empty list");
    },
  },
];
