// Pending writes: which call wins, where they belong, in which order they come.
import type { PendingWrite } from "@langchain/langgraph-checkpoint";
import { type Saver, at, idOf, put, rule, writesAt } from "./saver-calls.ts";

const SPECIAL = ["__error__", "__scheduled__", "__interrupt__", "__resume__"];

async function byChannel(saver: Saver, config: object): Promise<Record<string, unknown>> {
  const pending = (await saver.getTuple(config))?.pendingWrites ?? [];
  return Object.fromEntries(pending.map(([, channel, value]) => [channel, value]));
}

export const writes = [
  rule("writes/are-stored-when-it-resolves", "once putWrites has resolved, the writes are found", async (saver, t) => {
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
    await saver.putWrites(config, [["total", 1]], "task-1");
    t.equal(await writesAt(saver, config), [["task-1", "total", 1]], "pending writes right after putWrites");
  }),
  rule(
    "writes/first-one-stays",
    "what a task wrote once is not changed by a retry of the same task",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await saver.putWrites(config, [["total", "first"]], "task-1");
      await saver.putWrites(config, [["total", "again"]], "task-1");
      t.equal(await writesAt(saver, config), [["task-1", "total", "first"]], "pending writes");
    },
  ),
  rule("writes/of-each-task", "each task has its own writes, though they go to the same channel", async (saver, t) => {
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
    for (const task of ["task-1", "task-10", "task-2"]) await saver.putWrites(config, [["total", `of ${task}`]], task);
    const pending = (await writesAt(saver, config)) as unknown[];
    t.equal(
      new Set(pending),
      new Set(["task-1", "task-10", "task-2"].map((task) => [task, "total", `of ${task}`])),
      "pending writes",
    );
  }),
  rule(
    "writes/special-ones-are-replaced",
    "error, scheduled, interrupt and resume writes are replaced by later ones",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      for (const mark of ["first", "second"])
        await saver.putWrites(
          config,
          SPECIAL.map((channel): PendingWrite => [channel, mark]),
          "task-1",
        );
      const expected = Object.fromEntries(SPECIAL.map((channel) => [channel, "second"]));
      t.equal(await byChannel(saver, config), expected, "the write of each channel");
      t.equal(((await writesAt(saver, config)) as unknown[]).length, SPECIAL.length, "how many writes there are");
    },
  ),
  rule(
    "writes/special-ones-beside-ordinary",
    "an error, interrupt or resume write never takes the place of a task's ordinary writes",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await saver.putWrites(
        config,
        [
          ["total", 1],
          ["other", 2],
        ],
        "task-1",
      );
      for (const channel of SPECIAL) await saver.putWrites(config, [[channel, channel]], "task-1");
      const special = Object.fromEntries(SPECIAL.map((channel) => [channel, channel]));
      t.equal(await byChannel(saver, config), { total: 1, other: 2, ...special }, "the write of each channel");
    },
  ),
  rule(
    "writes/mixed-calls",
    "in a call that mixes both, each write follows its own rule: ordinary ones stay, special ones are replaced",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      for (const mark of ["first", "second"])
        await saver.putWrites(
          config,
          [
            ["total", mark],
            ["__interrupt__", mark],
          ],
          "task-1",
        );
      t.equal(await byChannel(saver, config), { total: "first", __interrupt__: "second" }, "the write of each channel");
    },
  ),
  rule(
    "writes/in-the-order-of-the-call",
    "the writes of one task come back in the order of the call, more than nine of them too",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      const made = Array.from({ length: 12 }, (_, place): PendingWrite => [`channel-${place % 3}`, place]);
      await saver.putWrites(config, made, "task-1");
      const pending = (await saver.getTuple(config))?.pendingWrites ?? [];
      t.equal(
        pending.map(([, , value]) => value),
        made.map(([, value]) => value),
        "values of the pending writes",
      );
    },
  ),
  rule(
    "writes/by-task",
    "the order of tasks among the writes is that of their ids, not of who finished first",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      for (const task of ["t2", "t10", "t1"])
        await saver.putWrites(
          config,
          [
            ["total", task],
            ["other", task],
          ],
          task,
        );
      const pending = (await saver.getTuple(config))?.pendingWrites ?? [];
      t.equal(
        pending.map(([task]) => task),
        ["t1", "t1", "t10", "t10", "t2", "t2"],
        "tasks of the pending writes",
      );
    },
  ),
  rule(
    "writes/may-come-first",
    "writes that arrive before their checkpoint are there once the checkpoint is",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await saver.putWrites(at(thread, "", idOf(1)), [["total", 1]], "task-1");
      t.equal(await saver.getTuple(at(thread)), undefined, "the thread before its first checkpoint");
      await put(saver, { config: at(thread), n: 1 });
      t.equal(await writesAt(saver, at(thread)), [["task-1", "total", 1]], "pending writes");
    },
  ),
  rule(
    "writes/outlive-a-second-put",
    "pending writes stay when their checkpoint is put again under its id",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const config = await put(saver, { config: at(thread), n: 1 });
      await saver.putWrites(config, [["total", 1]], "task-1");
      await put(saver, { config: at(thread), n: 1, metadata: { mark: 1 } });
      t.equal(await writesAt(saver, config), [["task-1", "total", 1]], "pending writes");
    },
  ),
  rule(
    "writes/belong-to-one-checkpoint",
    "pending writes belong to one checkpoint: the next one starts with none",
    async (saver, t) => {
      const first = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await saver.putWrites(first, [["total", 1]], "task-1");
      const next = await put(saver, { config: first, n: 2 });
      t.equal(await writesAt(saver, first), [["task-1", "total", 1]], "at their own checkpoint");
      t.equal(await writesAt(saver, next), [], "at the next checkpoint");
    },
  ),
  rule(
    "writes/belong-to-one-thread",
    "pending writes belong to one thread and one namespace, though the checkpoint id is the same elsewhere",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const places = [at(thread), at(`${thread}0`), at(thread, "child")];
      for (const config of places) await put(saver, { config, n: 1 });
      await saver.putWrites(at(thread, "", idOf(1)), [["total", 1]], "task-1");
      t.equal(await writesAt(saver, places[0]!), [["task-1", "total", 1]], "at their own checkpoint");
      t.equal(await writesAt(saver, places[1]!), [], "at the same id in another thread");
      t.equal(await writesAt(saver, places[2]!), [], "at the same id in another namespace");
    },
  ),
  rule(
    "writes/without-namespace",
    "putWrites without a checkpoint_ns means the graph's own namespace",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const config = await put(saver, { config: at(thread), n: 1 });
      await saver.putWrites({ configurable: { thread_id: thread, checkpoint_id: idOf(1) } }, [["total", 1]], "task-1");
      t.equal(await writesAt(saver, config), [["task-1", "total", 1]], "pending writes");
    },
  ),
  rule("writes/none-at-all", "a call without writes is no error and stores nothing", async (saver, t) => {
    const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
    await saver.putWrites(config, [], "task-1");
    await saver.putWrites(config, [["total", 1]], "task-1");
    t.equal(await writesAt(saver, config), [["task-1", "total", 1]], "pending writes");
  }),
  rule("writes/need-a-place", "putWrites without a thread id or a checkpoint id is refused", async (saver, t) => {
    await t.rejects(
      saver.putWrites(at(undefined, "", idOf(1)), [["total", 1]], "task-1"),
      "putWrites without a thread id",
    );
    await t.rejects(saver.putWrites(at("known"), [["total", 1]], "task-1"), "putWrites without a checkpoint id");
    await put(saver, { config: at("known"), n: 1 });
    t.equal(await writesAt(saver, at("known")), [], "pending writes of a checkpoint put later");
  }),
];
