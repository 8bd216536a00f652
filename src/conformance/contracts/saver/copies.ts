// copyThread, as Python's savers have it.
import { putThread } from "./put-thread.ts";
import { type Saver, at, idOf, listed, listedIds, put, putChain, rule, valuesAt, wholeThread } from "./saver-calls.ts";

/** All tuples of a thread, under the name of another. */
async function tuplesAs(saver: Saver, thread: string, name: string): Promise<unknown> {
  return JSON.parse(
    JSON.stringify(await listed(saver, wholeThread(thread))).replaceAll(JSON.stringify(thread), JSON.stringify(name)),
  );
}

export const copies = [
  rule(
    "copy/the-whole-thread",
    "copyThread copies every checkpoint of all namespaces, with values, metadata, parents and writes",
    async (saver, t) => {
      const { all } = await putThread(saver, "from");
      await saver.copyThread!("from", "to");
      t.equal((await listedIds(saver, wholeThread("to"))).length, all.length, "how many checkpoints the copy has");
      t.equal(
        await tuplesAs(saver, "to", "from"),
        await tuplesAs(saver, "from", "from"),
        "the tuples of the copy, under the name of the original",
      );
    },
    "copy-thread",
  ),
  rule(
    "copy/original-stays",
    "copyThread leaves the original as it was",
    async (saver, t) => {
      const { all } = await putThread(saver, "from");
      const before = await tuplesAs(saver, "from", "from");
      await saver.copyThread!("from", "to");
      t.equal(await tuplesAs(saver, "from", "from"), before, "the tuples of the original");
      t.equal(all.length, 6, "how many there are");
    },
    "copy-thread",
  ),
  rule(
    "copy/goes-its-own-way",
    "a copy and its original no longer have to do with each other: each may go on, and be deleted",
    async (saver, t) => {
      const { graph } = await putThread(saver, "from");
      await saver.copyThread!("from", "to");
      const { config: _, ...last } = graph.at(-1)!;
      await putChain(
        saver,
        { ...last, config: at("to", "", idOf(3)) },
        [{ list: ["a", "b", "c", "copy"], kept: 1 }],
        10,
      );
      await putChain(saver, graph.at(-1)!, [{ list: ["a", "b", "c", "original"], kept: 1 }], 10);
      t.equal(
        await valuesAt(saver, at("from")),
        { list: ["a", "b", "c", "original"], kept: 1 },
        "the latest of the original",
      );
      await saver.deleteThread("from");
      t.equal(await valuesAt(saver, at("to")), { list: ["a", "b", "c", "copy"], kept: 1 }, "the latest of the copy");
      t.equal(await valuesAt(saver, at("to", "", idOf(2))), { list: ["a", "b"], kept: 1 }, "an older one of the copy");
    },
    "copy-thread",
  ),
  rule(
    "copy/exactly-that-thread",
    "copyThread copies one thread, not those whose names begin with it",
    async (saver, t) => {
      for (const thread of ["1", "10", "%"]) await put(saver, { config: at(thread), n: 1, values: { thread } });
      await saver.copyThread!("1", "to");
      const threads = (await listed(saver, {})).map(({ config }) => String(config.configurable?.thread_id));
      t.equal(threads.toSorted(), ["%", "1", "10", "to"], "threads");
      t.equal(await valuesAt(saver, at("to")), { thread: "1" }, "values of the copy");
    },
    "copy-thread",
  ),
  rule(
    "copy/unknown-thread",
    "copying a thread that does not exist is no error and makes none",
    async (saver, t) => {
      await put(saver, { config: at("kept"), n: 1 });
      await saver.copyThread!("never", "to");
      t.equal(await listedIds(saver, {}), [idOf(1)], "ids");
    },
    "copy-thread",
  ),
];
