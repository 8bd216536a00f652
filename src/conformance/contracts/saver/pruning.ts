// prune, as Python's savers have it: what is left must be whole.
import { putThread } from "./put-thread.ts";
import { at, listedIds, idOf, put, putChain, rule, valuesAt, wholeThread, writesAt } from "./saver-calls.ts";

export const pruning = [
  rule(
    "prune/keeps-the-latest",
    "prune with keep-latest leaves the latest checkpoint of each namespace, and nothing else",
    async (saver, t) => {
      await putThread(saver, "mine");
      await saver.prune!(["mine"], { strategy: "keep-latest" });
      t.equal(await listedIds(saver, wholeThread("mine")), [6, 4].map(idOf), "ids");
      t.equal(await saver.getTuple(at("mine", "", idOf(2))), undefined, "one that went, by its id");
    },
    "prune",
  ),
  rule(
    "prune/what-is-kept-is-whole",
    "what prune keeps has all its values and writes, those that were first stored with what went too",
    async (saver, t) => {
      const { tips } = await putThread(saver, "mine");
      await saver.prune!(["mine"], { strategy: "keep-latest" });
      for (const { config, values } of tips) {
        t.equal(await valuesAt(saver, config), values, "channel values");
        t.equal(await writesAt(saver, config), [["task-1", "list", ["pending"]]], "pending writes");
      }
    },
    "prune",
  ),
  rule(
    "prune/thread-goes-on",
    "a pruned thread goes on as before, and can be forked from what was kept",
    async (saver, t) => {
      const { beside } = await putThread(saver, "mine");
      await saver.prune!(["mine"], { strategy: "keep-latest" });
      const [left] = await putChain(saver, beside[0]!, [{ list: ["a", "x", "left"], kept: 1 }], 10);
      const [right] = await putChain(saver, beside[0]!, [{ list: ["a", "x", "right"], kept: 1 }], 11);
      for (const { config, values } of [left!, right!])
        t.equal(await valuesAt(saver, config), values, "channel values");
    },
    "prune",
  ),
  rule(
    "prune/other-threads-stay",
    "prune leaves the threads that it was not given",
    async (saver, t) => {
      for (const thread of ["1", "10", "%"]) await putChain(saver, at(thread), [{ a: 1 }, { a: 2 }]);
      await saver.prune!(["1"], { strategy: "keep-latest" });
      await saver.prune!(["%"], { strategy: "delete" });
      t.equal((await listedIds(saver, at("1"))).length, 1, "how many the pruned one has");
      t.equal((await listedIds(saver, at("10"))).length, 2, "how many another one has");
      t.equal((await listedIds(saver, {})).length, 3, "how many there are in all");
    },
    "prune",
  ),
  rule(
    "prune/delete",
    "prune with delete removes the threads, their namespaces and their writes",
    async (saver, t) => {
      for (const thread of ["one", "two", "three"]) await putThread(saver, thread);
      await saver.prune!(["one", "two"], { strategy: "delete" });
      for (const thread of ["one", "two"])
        t.equal(await listedIds(saver, wholeThread(thread)), [], `ids of thread ${thread}`);
      t.equal((await listedIds(saver, wholeThread("three"))).length, 6, "how many the third thread has");
      await put(saver, { config: at("one"), n: 4 });
      t.equal(await writesAt(saver, at("one")), [], "pending writes of a thread used again");
    },
    "prune",
  ),
  rule(
    "prune/nothing-to-do",
    "prune of no threads, of unknown ones, or twice, is no error and changes nothing",
    async (saver, t) => {
      const { tips } = await putThread(saver, "mine");
      for (const threads of [["mine"], [], ["never"], ["mine"]])
        await saver.prune!(threads, { strategy: "keep-latest" });
      t.equal(await listedIds(saver, {}), [6, 4].map(idOf), "ids");
      t.equal(await valuesAt(saver, tips[0]!.config), tips[0]!.values, "channel values");
    },
    "prune",
  ),
  rule(
    "prune/delta-history-stays",
    "what prune keeps still has the history of its channels that are stored as differences",
    async (saver, t) => {
      let config = await put(saver, { config: at("mine"), n: 1, values: { list: ["seed"] } });
      for (const n of [2, 3, 4]) {
        await saver.putWrites(config, [["list", n]], `task-${n}`);
        config = await put(saver, { config, n });
      }
      const ask = () => saver.getDeltaChannelHistory({ config, channels: ["list"] });
      const before = await ask();
      t.equal(before.list?.writes.length, 3, "how many writes there are before");
      await saver.prune!(["mine"], { strategy: "keep-latest" });
      t.equal(await ask(), before, "the history");
    },
    "prune",
    "delta-history",
  ),
];
