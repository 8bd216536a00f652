// list's filter: keys are literal, values compare by type and content.
import { type Saver, at, idOf, listedIds, put, rule } from "./saver-calls.ts";

/** One checkpoint for each metadata, in order; the last has none of it. */
async function putMarked(saver: Saver, thread: string, metadata: readonly object[]): Promise<void> {
  for (const [place, each] of metadata.entries())
    await put(saver, { config: at(thread), n: place + 1, metadata: each });
  await put(saver, { config: at(thread), n: 90 });
}

export const filters = [
  rule(
    "list/filter",
    "list with a filter gives the checkpoints whose metadata has that value, LangGraph's keys and one's own",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await putMarked(saver, thread, [{ source: "input" }, { source: "update" }, { user: "ann" }]);
      t.equal(await listedIds(saver, at(thread), { filter: { source: "update" } }), [idOf(2)], "by source");
      t.equal(await listedIds(saver, at(thread), { filter: { user: "ann" } }), [idOf(3)], "by a key of one's own");
      t.equal(await listedIds(saver, at(thread), { filter: { step: 1 } }), [idOf(1)], "by step");
      t.equal(await listedIds(saver, at(thread), { filter: { nobody: "has it" } }), [], "by a key that nobody has");
    },
  ),
  rule("list/filter-several-keys", "a filter of several keys asks for all of them", async (saver, t) => {
    const thread = t.random.id("thread");
    await putMarked(saver, thread, [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ]);
    t.equal(await listedIds(saver, at(thread), { filter: { a: 1, b: 2 } }), [idOf(2)], "ids");
  }),
  rule("list/filter-of-nothing", "an empty filter lets everything through", async (saver, t) => {
    const thread = t.random.id("thread");
    await putMarked(saver, thread, [{ a: 1 }]);
    t.equal(await listedIds(saver, at(thread), { filter: {} }), [90, 1].map(idOf), "ids");
  }),
  rule(
    "list/filter-undefined-is-ignored",
    "a key of the filter whose value is undefined asks for nothing",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await putMarked(saver, thread, [{ a: 1 }, { a: 2 }]);
      t.equal(await listedIds(saver, at(thread), { filter: { a: 1, b: undefined } }), [idOf(1)], "beside another key");
      t.equal(
        (await listedIds(saver, at(thread), { filter: { a: undefined } })).length,
        3,
        "how many without another key",
      );
    },
  ),
  rule(
    "list/filter-values-by-type",
    "a filter value matches the same value of the same type: true is not 1, and 1 is not text",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const marks = [1, "1", true, "true", 0, false, ""];
      await putMarked(
        saver,
        thread,
        marks.map((mark) => ({ mark })),
      );
      for (const [place, mark] of marks.entries())
        t.equal(
          await listedIds(saver, at(thread), { filter: { mark } }),
          [idOf(place + 1)],
          `ids with the filter value ${JSON.stringify(mark)}`,
        );
    },
  ),
  rule("list/filter-null", "a filter value of null matches null, and not a key that is missing", async (saver, t) => {
    const thread = t.random.id("thread");
    await putMarked(saver, thread, [{ mark: null }, { mark: 0 }, { mark: "null" }]);
    t.equal(await listedIds(saver, at(thread), { filter: { mark: null } }), [idOf(1)], "ids");
  }),
  rule(
    "list/filter-object",
    "a filter value that is an object or a list matches by content, whatever the order of keys",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await putMarked(saver, thread, [{ mark: { a: 1, deep: [1, { x: null }] } }, { mark: [1, 2] }, { mark: "[1,2]" }]);
      t.equal(
        await listedIds(saver, at(thread), { filter: { mark: { deep: [1, { x: null }], a: 1 } } }),
        [idOf(1)],
        "by an object",
      );
      t.equal(await listedIds(saver, at(thread), { filter: { mark: [1, 2] } }), [idOf(2)], "by a list");
    },
  ),
  rule(
    "list/filter-object-whole",
    "a filter value that is an object matches the whole object, not any that contains it",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await putMarked(saver, thread, [{ mark: { a: 1 } }, { mark: { a: 1, b: 2 } }, { mark: [1] }, { mark: [1, 2] }]);
      t.equal(await listedIds(saver, at(thread), { filter: { mark: { a: 1 } } }), [idOf(1)], "by an object");
      t.equal(await listedIds(saver, at(thread), { filter: { mark: [1] } }), [idOf(3)], "by a list");
    },
  ),
  rule(
    "list/filter-keys-are-literal",
    "a filter key is a key, never a path: dots, quotes, dollars and brackets mean nothing special",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const keys = ["a.b", 'a"b', "a'b", "$.a", "a[0]", "a%", "é🙂", "a\\b", "constructor"];
      for (const [place, key] of keys.entries())
        await put(saver, { config: at(thread), n: place + 1, metadata: { [key]: 1 } });
      await put(saver, { config: at(thread), n: 90, metadata: { a: { b: 1 } } });
      await put(saver, { config: at(thread), n: 91, metadata: { a: [1] } });
      for (const [place, key] of keys.entries())
        t.equal(
          await listedIds(saver, at(thread), { filter: { [key]: 1 } }),
          [idOf(place + 1)],
          `ids with the filter key ${key}`,
        );
    },
  ),
  rule(
    "list/filter-is-never-sql",
    "nothing in a filter is run: neither in its keys nor in its values",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const attacks = ["' OR '1'='1", '") OR 1=1 --', "'; DELETE FROM checkpoints; --", "$.mark", "*", "%"];
      await putMarked(saver, thread, [{ mark: "kept" }]);
      for (const attack of attacks) {
        t.equal(await listedIds(saver, at(thread), { filter: { mark: attack } }), [], `ids with the value ${attack}`);
        t.equal(await listedIds(saver, at(thread), { filter: { [attack]: "kept" } }), [], `ids with the key ${attack}`);
      }
      t.equal((await listedIds(saver, at(thread))).length, 2, "how many checkpoints are left");
    },
  ),
];
