// deleteThread removes one thread and all of it; old formats are read with what their parents kept.
import { type SaverTest, type Config, at, put, valuesAt, listed, listedIds, writesAt } from "./saver-calls.ts";

export const deleting: readonly SaverTest[] = [
  {
    id: "delete/exactly-that-thread",
    rule: "deleteThread removes one thread, not those whose names begin with it or match it as a pattern",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const others = ["10", "1 ", "11", "_", "%", "1%"];
      for (const [place, thread] of ["1", ...others].entries()) {
        const config = await put(saver, { config: at(thread), n: place + 1, values: { name: thread } });
        await saver.putWrites(config, [["total", thread]], "task-1");
      }
      for (const thread of ["1", "%", "_"]) await saver.deleteThread(thread);
      t.equal(
        (await listed(saver, {})).map((tuple) => tuple.config.configurable?.thread_id).toSorted(),
        ["1 ", "1%", "10", "11"],
        "threads that are left",
      );
      t.equal(await valuesAt(saver, at("10")), { name: "10" }, "the values of a thread that is left");
      t.equal(await writesAt(saver, at("10")), [["task-1", "total", "10"]], "the writes of a thread that is left");
    },
  },
  {
    id: "delete/everything-of-it",
    rule: "deleteThread removes all namespaces and all pending writes: nothing returns when the thread is used again",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      for (const namespace of ["", "child", "child|grandchild"]) {
        const config = await put(saver, { config: at(thread, namespace), n: 1 });
        await saver.putWrites(config, [["total", 1]], "task-1");
      }
      await saver.deleteThread(thread);
      t.equal(await listedIds(saver, { configurable: { thread_id: thread } }), [], "checkpoints after deleting");
      await put(saver, { config: at(thread, "child"), n: 1 });
      t.equal(await writesAt(saver, at(thread, "child")), [], "pending writes of the thread used again");
    },
  },
  {
    id: "delete/unknown-thread",
    rule: "deleting a thread that does not exist is no error, even on an empty saver",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      await saver.deleteThread(t.random.id("thread"));
      t.equal(await listedIds(saver, {}), [], "what is stored");
    },
  },
];

export const legacy: readonly SaverTest[] = [
  {
    id: "legacy/sends-per-thread-and-namespace",
    rule: "checkpoints older than format 4 find what was sent to nodes among their own parent's writes, per thread and namespace",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const [one, two] = [t.random.id("thread"), t.random.id("thread")];
      const places = [at(one), at(one, "child"), at(two)];
      for (const [place, config] of places.entries()) {
        const parent = await put(saver, { config, n: 1, format: 1 });
        await saver.putWrites(parent, [["__pregel_tasks", `sent-${place}`]], "task-1");
        await put(saver, { config: parent as Config, n: 2, format: 1 });
      }
      for (const [place, config] of places.entries())
        t.equal(
          await valuesAt(saver, config),
          { __pregel_tasks: [`sent-${place}`] },
          `values in place ${place + 1} of 3`,
        );
      t.equal(
        (await listed(saver, { configurable: { thread_id: two } })).map((tuple) => tuple.checkpoint.channel_values),
        [{ __pregel_tasks: ["sent-2"] }, {}],
        "values of the second thread, listed",
      );
    },
  },
];
