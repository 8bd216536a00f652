// Pending writes: which call wins, where they belong, what they may hold.
import type { PendingWrite } from "@langchain/langgraph-checkpoint";
import { type SaverTest, at, idOf, put, writesAt } from "./saver-calls.ts";

const SPECIAL = ["__error__", "__scheduled__", "__interrupt__", "__resume__"];

export const writes: readonly SaverTest[] = [
  {
    id: "writes/first-one-stays",
    rule: "what a task wrote once is not changed by a retry of the same task",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await saver.putWrites(config, [["total", "first"]], "task-1");
      await saver.putWrites(config, [["total", "again"]], "task-1");
      await saver.putWrites(config, [["total", "other"]], "task-2");
      t.equal(
        await writesAt(saver, config),
        [
          ["task-1", "total", "first"],
          ["task-2", "total", "other"],
        ],
        "pending writes",
      );
    },
  },
  {
    id: "writes/special-ones-are-replaced",
    rule: "error, scheduled, interrupt and resume writes are replaced by later ones, and never take the place of ordinary writes",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      const round = (mark: string): PendingWrite[] => [
        ["total", mark],
        ...SPECIAL.map((channel): PendingWrite => [channel, mark]),
      ];
      await saver.putWrites(config, round("first"), "task-1");
      await saver.putWrites(config, round("second"), "task-1");
      const pending = (await saver.getTuple(config))?.pendingWrites ?? [];
      t.equal(
        Object.fromEntries(pending.map(([, channel, value]) => [channel, value])),
        { total: "first", ...Object.fromEntries(SPECIAL.map((channel) => [channel, "second"])) },
        "the write of each channel",
      );
      t.equal(pending.length, 1 + SPECIAL.length, "how many writes there are");
    },
  },
  {
    id: "writes/may-come-first",
    rule: "writes that arrive before their checkpoint are there once the checkpoint is",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      await saver.putWrites(at(thread, "", idOf(1)), [["total", 1]], "task-1");
      t.equal(await saver.getTuple(at(thread)), undefined, "the thread before its first checkpoint");
      await put(saver, { config: at(thread), n: 1 });
      t.equal(await writesAt(saver, at(thread)), [["task-1", "total", 1]], "pending writes");
    },
  },
  {
    id: "writes/belong-to-one-checkpoint",
    rule: "pending writes belong to one checkpoint of one thread and namespace",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      const places = [at(thread), at(`${thread}0`), at(thread, "child")];
      for (const config of places) await put(saver, { config, n: 1 });
      const next = await put(saver, { config: at(thread, "", idOf(1)), n: 2 });
      await saver.putWrites(at(thread, "", idOf(1)), [["total", 1]], "task-1");
      t.equal(await writesAt(saver, at(thread, "", idOf(1))), [["task-1", "total", 1]], "at their own checkpoint");
      t.equal(await writesAt(saver, next), [], "at the next checkpoint");
      t.equal(await writesAt(saver, places[1]!), [], "at the same id in another thread");
      t.equal(await writesAt(saver, places[2]!), [], "at the same id in another namespace");
    },
  },
  {
    id: "writes/without-namespace",
    rule: "putWrites without a checkpoint_ns means the graph's own namespace",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      const config = await put(saver, { config: { configurable: { thread_id: thread } }, n: 1 });
      await saver.putWrites({ configurable: { thread_id: thread, checkpoint_id: idOf(1) } }, [["total", 1]], "task-1");
      t.equal(await writesAt(saver, config), [["task-1", "total", 1]], "pending writes");
    },
  },
  {
    id: "writes/bytes-stay-bytes",
    rule: "a pending write of bytes comes back as the same bytes, text or not",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      const bytes = new Uint8Array([0, 255, 195, 40, 0]);
      await saver.putWrites(config, [["file", bytes]], "task-1");
      t.equal(await writesAt(saver, config), [["task-1", "file", bytes]], "pending writes");
    },
  },
];
