// deleteThread removes one thread and all of it; old formats are read with what their parents kept.
import type { PendingWrite } from "@langchain/langgraph-checkpoint";
import { at, idOf, listed, listedIds, put, rule, valuesAt, wholeThread, writesAt } from "./saver-calls.ts";

export const deleting = [
  rule("delete/thread", "a deleted thread has no latest checkpoint and nothing to list", async (saver, t) => {
    const thread = t.random.id("thread");
    for (const n of [1, 2]) await put(saver, { config: at(thread), n });
    await saver.deleteThread(thread);
    t.equal(await saver.getTuple(at(thread)), undefined, "the latest");
    t.equal(await saver.getTuple(at(thread, "", idOf(1))), undefined, "the first, by its id");
    t.equal(await listedIds(saver, {}), [], "what is stored");
  }),
  rule(
    "delete/exactly-that-thread",
    "deleteThread removes one thread, not those whose names begin with it or match it as a pattern",
    async (saver, t) => {
      for (const [place, thread] of ["1", "10", "1 ", "11", "_", "%", "1%"].entries()) {
        const config = await put(saver, { config: at(thread), n: place + 1, values: { name: thread } });
        await saver.putWrites(config, [["total", thread]], "task-1");
      }
      for (const thread of ["1", "%", "_"]) await saver.deleteThread(thread);
      const left = (await listed(saver, {})).map(({ config }) => String(config.configurable?.thread_id));
      t.equal(left.toSorted(), ["1 ", "1%", "10", "11"], "threads that are left");
      t.equal(await valuesAt(saver, at("10")), { name: "10" }, "the values of a thread that is left");
      t.equal(await writesAt(saver, at("10")), [["task-1", "total", "10"]], "the writes of a thread that is left");
    },
  ),
  rule("delete/everything-of-it", "deleteThread removes all namespaces of the thread", async (saver, t) => {
    const thread = t.random.id("thread");
    for (const namespace of ["", "child", "child|grandchild"])
      await put(saver, { config: at(thread, namespace), n: 1 });
    await saver.deleteThread(thread);
    t.equal(await listedIds(saver, wholeThread(thread)), [], "checkpoints after deleting");
    t.equal(await saver.getTuple(at(thread, "child")), undefined, "the subgraph's latest");
  }),
  rule(
    "delete/writes-too",
    "deleteThread removes the pending writes: none return when the same checkpoint is put again",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const namespace of ["", "child"])
        await saver.putWrites(await put(saver, { config: at(thread, namespace), n: 1 }), [["secret", 1]], "task-1");
      await saver.deleteThread(thread);
      for (const namespace of ["", "child"]) {
        await put(saver, { config: at(thread, namespace), n: 1 });
        t.equal(await writesAt(saver, at(thread, namespace)), [], `pending writes in the namespace “${namespace}”`);
      }
    },
  ),
  rule(
    "delete/values-too",
    "a thread that is used again after deleting has its new values, though their versions are the old ones",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await put(saver, { config: at(thread), n: 1, values: { total: "old", gone: "old" } });
      await saver.deleteThread(thread);
      await put(saver, {
        config: at(thread),
        n: 1,
        values: { total: "new" },
        versions: { total: 1, gone: 1 },
        newVersions: { total: 1 },
      });
      t.equal(await valuesAt(saver, at(thread)), { total: "new" }, "channel values");
    },
  ),
  rule(
    "delete/unknown-thread",
    "deleting a thread that does not exist is no error, even as the first call on an empty saver",
    async (saver, t) => {
      await saver.deleteThread(t.random.id("thread"));
      t.equal(await listedIds(saver, {}), [], "what is stored");
    },
  ),
  rule(
    "delete/unknown-beside-others",
    "deleting a thread that does not exist, or twice, leaves the others as they are",
    async (saver, t) => {
      await put(saver, { config: at("kept"), n: 1 });
      await put(saver, { config: at("gone"), n: 2 });
      for (const thread of ["gone", "gone", "never", "kep"]) await saver.deleteThread(thread);
      t.equal(await listedIds(saver, {}), [idOf(1)], "ids that are left");
    },
  ),
];

export const legacy = [
  rule(
    "legacy/sends-come-from-the-parent",
    "a checkpoint older than format 4 finds what was sent to nodes among its parent's writes",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const parent = await put(saver, { config: at(thread), n: 1, format: 1, values: { a: 1 } });
      await saver.putWrites(
        parent,
        [
          ["__pregel_tasks", "sent"],
          ["a", 2],
        ],
        "task-1",
      );
      const child = await put(saver, { config: parent, n: 2, format: 1, values: { a: 1 } });
      t.equal(await valuesAt(saver, child), { a: 1, __pregel_tasks: ["sent"] }, "channel values");
    },
  ),
  rule(
    "legacy/sends-per-thread-and-namespace",
    "what was sent before format 4 belongs to one thread and namespace, though checkpoint ids are the same elsewhere",
    async (saver, t) => {
      const places = [at("one"), at("one", "child"), at("two")];
      for (const [place, config] of places.entries()) {
        const parent = await put(saver, { config, n: 1, format: 1 });
        await saver.putWrites(parent, [["__pregel_tasks", `sent-${place}`]], "task-1");
        await put(saver, { config: parent, n: 2, format: 1 });
      }
      for (const [place, config] of places.entries())
        t.equal(
          await valuesAt(saver, config),
          { __pregel_tasks: [`sent-${place}`] },
          `values in place ${place + 1} of 3`,
        );
    },
  ),
  rule(
    "legacy/sends-in-a-list",
    "list over several threads gives each checkpoint older than format 4 what was sent in its own thread",
    async (saver, t) => {
      for (const [place, thread] of ["one", "two"].entries()) {
        const parent = await put(saver, { config: at(thread), n: 1 + 2 * place, format: 1 });
        await saver.putWrites(parent, [["__pregel_tasks", `to ${thread}`]], "task-1");
        await put(saver, { config: parent, n: 2 + 2 * place, format: 1 });
      }
      const read = new Map<unknown, unknown>();
      for (const { config, checkpoint } of await listed(saver, {}))
        if (checkpoint.id !== idOf(1) && checkpoint.id !== idOf(3))
          read.set(config.configurable?.thread_id, checkpoint.channel_values);
      const sent = (thread: string) => ({ __pregel_tasks: [`to ${thread}`] });
      t.equal(
        read,
        new Map([
          ["one", sent("one")],
          ["two", sent("two")],
        ]),
        "values of the second checkpoint of each thread",
      );
    },
  ),
  rule(
    "legacy/sends-in-order",
    "what was sent before format 4 comes by task and in the order of the call, more than nine too",
    async (saver, t) => {
      const parent = await put(saver, { config: at(t.random.id("thread")), n: 1, format: 1 });
      for (const task of ["t2", "t1"])
        await saver.putWrites(
          parent,
          Array.from({ length: 12 }, (_, place): PendingWrite => ["__pregel_tasks", `${task} ${place}`]),
          task,
        );
      const child = await put(saver, { config: parent, n: 2, format: 1 });
      const expected = ["t1", "t2"].flatMap((task) => Array.from({ length: 12 }, (_, place) => `${task} ${place}`));
      t.equal(await valuesAt(saver, child), { __pregel_tasks: expected }, "channel values");
    },
  ),
  rule(
    "legacy/without-parent",
    "a checkpoint older than format 4 without a parent is read as it is",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1, format: 1, values: { a: 1 } });
      t.equal(await valuesAt(saver, config), { a: 1 }, "channel values");
      t.equal((await listed(saver, {})).length, 1, "how many are listed");
    },
  ),
  rule(
    "legacy/format-4-is-left-alone",
    "a checkpoint of format 4 gets nothing added from its parent's writes",
    async (saver, t) => {
      const parent = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await saver.putWrites(parent, [["__pregel_tasks", "sent"]], "task-1");
      const child = await put(saver, { config: parent, n: 2, values: { a: 1 } });
      t.equal(await valuesAt(saver, child), { a: 1 }, "channel values");
      t.equal((await saver.getTuple(child))?.checkpoint.channel_versions, { a: 1 }, "channel versions");
    },
  ),
];
