// getTuple: which checkpoint a config names, and what comes with it.
import { type Config, at, idOf, put, putFive, rule, wholeThread } from "./saver-calls.ts";

export const get = [
  rule(
    "get/latest-is-per-thread-and-namespace",
    "the latest checkpoint is that of the thread and namespace asked for, whatever was put elsewhere or in which order",
    async (saver, t) => {
      const { first, second } = await putFive(saver, t);
      const latest = async (config: Config) => (await saver.getTuple(config))?.checkpoint.id;
      t.equal(await latest(at(first)), idOf(3), "the latest of the first thread");
      t.equal(await latest(at(second)), idOf(4), "the latest of the second thread");
      t.equal(await latest(at(first, "child")), idOf(5), "the latest of the first thread's other namespace");
    },
  ),
  rule("get/id-belongs-to-its-thread", "a checkpoint id is found only under its own thread", async (saver, t) => {
    const thread = t.random.id("thread");
    await put(saver, { config: at(thread), n: 1 });
    await put(saver, { config: at(`${thread}0`), n: 2 });
    t.ok(await saver.getTuple(at(thread, "", idOf(1))), "the checkpoint is found where it was put");
    t.equal(await saver.getTuple(at(`${thread}0`, "", idOf(1))), undefined, "the same id under another thread");
  }),
  rule("get/id-belongs-to-its-namespace", "a checkpoint id is found only under its own namespace", async (saver, t) => {
    const thread = t.random.id("thread");
    await put(saver, { config: at(thread), n: 1 });
    await put(saver, { config: at(thread, "child"), n: 2 });
    t.ok(await saver.getTuple(at(thread, "child", idOf(2))), "the checkpoint is found where it was put");
    t.equal(
      await saver.getTuple(at(thread, "child", idOf(1))),
      undefined,
      "the graph's id under the subgraph's namespace",
    );
    t.equal(await saver.getTuple(at(thread, "", idOf(2))), undefined, "the subgraph's id under the graph's namespace");
  }),
  rule(
    "get/missing-id-is-undefined",
    "an id that the thread does not have gives undefined, not the latest",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await put(saver, { config: at(thread), n: 1 });
      t.equal(await saver.getTuple(at(thread, "", idOf(2))), undefined, "a later id");
      t.equal(await saver.getTuple(at(thread, "", "1f")), undefined, "the beginning of an id");
    },
  ),
  rule(
    "get/unknown-thread-is-undefined",
    "a thread that does not exist gives undefined, also on an empty saver",
    async (saver, t) => {
      t.equal(await saver.getTuple(at(t.random.id("thread"))), undefined, "on an empty saver");
      await put(saver, { config: at("known"), n: 1 });
      t.equal(await saver.getTuple(at("unknown")), undefined, "beside another thread");
      t.equal(await saver.getTuple(at("know")), undefined, "the beginning of its name");
    },
  ),
  rule("get/without-namespace", "a config without a namespace means the graph's own", async (saver, t) => {
    const thread = t.random.id("thread");
    await put(saver, { config: wholeThread(thread), n: 1, values: { from: "graph" } });
    await put(saver, { config: at(thread, "child"), n: 2, values: { from: "child" } });
    for (const config of [
      wholeThread(thread),
      at(thread),
      { configurable: { thread_id: thread, checkpoint_id: idOf(1) } },
    ])
      t.equal(
        (await saver.getTuple(config))?.checkpoint.id,
        idOf(1),
        `id found by ${JSON.stringify(Object.keys(config.configurable))}`,
      );
  }),
  rule(
    "get/config-names-what-was-found",
    "the config of a tuple names its thread, namespace and id, and finds the same tuple",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2]) await put(saver, { config: at(thread, "child"), n });
      const tuple = await saver.getTuple(at(thread, "child"));
      t.equal(tuple?.config, at(thread, "child", idOf(2)), "config of the latest");
      t.equal((await saver.getTuple(tuple!.config))?.checkpoint.id, idOf(2), "id found by it");
    },
  ),
  rule(
    "get/old-name-of-the-id",
    "thread_ts, the old name of checkpoint_id, still names a checkpoint",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2]) await put(saver, { config: at(thread), n });
      const tuple = await saver.getTuple({ configurable: { thread_id: thread, thread_ts: idOf(1) } });
      t.equal(tuple?.checkpoint.id, idOf(1), "id found by thread_ts");
    },
  ),
  rule(
    "get/is-the-checkpoint-of-the-tuple",
    "get gives the checkpoint that getTuple gives, and undefined where that gives nothing",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await put(saver, { config: at(thread), n: 1, values: { total: 1 } });
      t.equal(await saver.get(at(thread)), (await saver.getTuple(at(thread)))?.checkpoint, "the checkpoint");
      t.equal((await saver.get(at(thread)))?.channel_values, { total: 1 }, "its values");
      t.equal(await saver.get(at(`${thread}0`)), undefined, "of an unknown thread");
    },
  ),
];
