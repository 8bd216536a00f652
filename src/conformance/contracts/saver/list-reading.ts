// list as it is read: what each tuple carries, and what happens beside a list that is not yet at its end.
import { at, idOf, listed, listedIds, put, putChain, rule, valuesAt } from "./saver-calls.ts";

export const listReading = [
  rule("list/carries-values", "each listed checkpoint has its own values", async (saver, t) => {
    const thread = t.random.id("thread");
    const links = await putChain(saver, at(thread), [{ a: 1, kept: "x" }, { a: 2, kept: "x" }, { kept: "x" }]);
    const read = (await listed(saver, at(thread))).map(({ checkpoint }) => checkpoint.channel_values);
    t.equal(read, links.map(({ values }) => values).toReversed(), "channel values, newest first");
  }),
  rule("list/carries-writes", "each listed checkpoint has its pending writes", async (saver, t) => {
    const thread = t.random.id("thread");
    for (const n of [1, 2])
      await saver.putWrites(await put(saver, { config: at(thread), n }), [["total", n]], "task-1");
    const pending = (await listed(saver, at(thread))).map(({ pendingWrites }) => pendingWrites);
    t.equal(pending, [[["task-1", "total", 2]], [["task-1", "total", 1]]], "pending writes, newest first");
  }),
  rule("list/carries-parents", "each listed checkpoint names its parent, and the first has none", async (saver, t) => {
    const thread = t.random.id("thread");
    await putChain(saver, at(thread), [{ a: 1 }, { a: 2 }]);
    const parents = (await listed(saver, at(thread))).map(({ parentConfig }) => parentConfig ?? null);
    t.equal(parents, [at(thread, "", idOf(1)), null], "configs of the parents, newest first");
  }),
  rule(
    "list/same-as-get",
    "what list gives for a checkpoint is what getTuple gives for its config",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const { config } of await putChain(saver, at(thread, "child"), [
        { a: 1, b: [1] },
        { a: 2, b: [1] },
      ]))
        await saver.putWrites(config, [["a", 1]], "task-1");
      const tuples = await listed(saver, at(thread, "child"));
      t.equal(tuples.length, 2, "how many");
      for (const tuple of tuples) t.equal(tuple, await saver.getTuple(tuple.config), "the tuple");
    },
  ),
  rule(
    "list/gives-copies",
    "what is changed in a listed checkpoint does not reach the storage or the next list",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { list: ["kept"] } });
      await saver.putWrites(config, [["list", ["kept"]]], "task-1");
      const [read] = (await listed(saver, {})) as any[];
      read.checkpoint.channel_values.list.push("added");
      read.pendingWrites[0][2].push("added");
      read.metadata.step = 9;
      const [again] = await listed(saver, {});
      t.equal(again?.checkpoint.channel_values, { list: ["kept"] }, "channel values");
      t.equal(again?.pendingWrites, [["task-1", "list", ["kept"]]], "pending writes");
      t.equal(again?.metadata?.step, 1, "the step in the metadata");
    },
  ),
  rule(
    "list/put-meanwhile",
    "a put while a list is being read neither hangs it nor shows a checkpoint twice",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [2, 3, 4]) await put(saver, { config: at(thread), n });
      const seen: string[] = [];
      for await (const { checkpoint } of saver.list(at(thread))) {
        seen.push(checkpoint.id);
        if (seen.length > 10) break;
        for (const n of [1, 5, 6])
          await put(saver, { config: at(thread), n, values: { at: seen.length }, versions: { at: seen.length } });
      }
      const old = seen.filter((id) => [2, 3, 4].map(idOf).includes(id));
      t.equal(old, [4, 3, 2].map(idOf), "those that were there before");
      t.equal(new Set(seen).size, seen.length, "how many different ones there are among all that were seen");
      t.equal((await listedIds(saver, at(thread))).length, 6, "how many there are afterwards");
    },
  ),
  rule(
    "list/delete-meanwhile",
    "a thread that is deleted while it is being listed ends the list without an error",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2, 3]) await put(saver, { config: at(thread), n });
      const seen: string[] = [];
      for await (const { checkpoint } of saver.list(at(thread))) {
        if (seen.length === 0) await saver.deleteThread(thread);
        seen.push(checkpoint.id);
      }
      t.equal(seen[0], idOf(3), "the first");
      t.equal(await listedIds(saver, at(thread)), [], "what is stored afterwards");
    },
  ),
  rule(
    "list/abandoned-early",
    "a list that nobody reads to its end holds up nothing that comes after it",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2, 3]) await put(saver, { config: at(thread), n });
      for await (const tuple of saver.list(at(thread))) if (tuple.checkpoint.id === idOf(3)) break;
      const unread = saver.list(at(thread));
      await unread.next();
      await put(saver, { config: at(thread), n: 4, values: { total: 4 } });
      t.equal(await valuesAt(saver, at(thread)), { total: 4 }, "the latest");
      await saver.deleteThread(thread);
      t.equal(await listedIds(saver, at(thread)), [], "what is stored after deleting");
    },
  ),
];
