// The order of list, its limits and its filters.
import { type SaverTest, at, idOf, put, listedIds, putFive } from "./saver-calls.ts";

export const list: readonly SaverTest[] = [
  {
    id: "list/newest-first",
    rule: "list gives the newest checkpoint first, over all threads and namespaces when none is named",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const { first } = await putFive(saver, t);
      t.equal(await listedIds(saver, at(first)), [3, 1].map(idOf), "one thread and namespace");
      t.equal(await listedIds(saver, {}), [5, 4, 3, 2, 1].map(idOf), "everything");
    },
  },
  {
    id: "list/limit-zero-is-none",
    rule: "list with a limit of 0 gives nothing",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const { first } = await putFive(saver, t);
      t.equal(await listedIds(saver, at(first), { limit: 0 }), [], "limit 0");
      t.equal(await listedIds(saver, at(first), { limit: 9 }), [3, 1].map(idOf), "a limit above what there is");
    },
  },
  {
    id: "list/pages-visit-each-once",
    rule: "limit and before together page through a thread: every checkpoint once, newest first",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      const ids = Array.from({ length: 7 }, (_, n) => n + 1);
      for (const n of t.random.shuffle(ids)) await put(saver, { config: at(thread), n });
      const seen: string[] = [];
      for (let page = 0; page < ids.length; page += 1) {
        const before = seen.length > 0 ? at(thread, "", seen.at(-1)!) : undefined;
        seen.push(...(await listedIds(saver, at(thread), { limit: 2, before })));
      }
      t.equal(seen, ids.toReversed().map(idOf), "ids over all pages of two");
    },
  },
  {
    id: "list/checkpoint-id-in-config",
    rule: "list with a checkpoint id in its config gives that checkpoint alone",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const { first } = await putFive(saver, t);
      t.equal(await listedIds(saver, at(first, "", idOf(1))), [idOf(1)], "ids");
    },
  },
  {
    id: "list/filter-keys-are-literal",
    rule: "a filter key is a key, never a path: dots, quotes, dollars and brackets mean nothing special",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      const keys = ["a.b", 'a"b', "a'b", "$.a", "a[0]", "a%"];
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
  },
  {
    id: "list/filter-values-by-type",
    rule: "a filter value matches the same value of the same type: null is not absent, true is not 1, objects match by content",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      const marks: unknown[] = [null, 1, "1", true, { deep: [1, { x: null }] }];
      for (const [place, mark] of marks.entries())
        await put(saver, { config: at(thread), n: place + 1, metadata: { mark } });
      await put(saver, { config: at(thread), n: 9 });
      for (const [place, mark] of marks.entries())
        t.equal(
          await listedIds(saver, at(thread), { filter: { mark } }),
          [idOf(place + 1)],
          `ids with the filter value ${JSON.stringify(mark)}`,
        );
    },
  },
];
