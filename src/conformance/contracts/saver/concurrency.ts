// Calls that overlap.
import { type Values, at, idOf, listedIds, put, putChain, rule, valuesAt, writesAt } from "./saver-calls.ts";

const twenty = Array.from({ length: 20 }, (_, place) => place + 1);

export const concurrency = [
  rule(
    "concurrent/puts-and-writes",
    "twenty puts and twenty putWrites at once on one thread are all stored, each with its own",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await Promise.all(
        twenty.flatMap((n) => [
          put(saver, { config: at(thread), n, values: { n, list: [n] }, versions: { n, list: n } }),
          saver.putWrites(at(thread, "", idOf(n)), [["total", n]], `task-${n}`),
        ]),
      );
      t.equal((await listedIds(saver, at(thread))).length, 20, "how many checkpoints there are");
      for (const n of twenty) {
        const tuple = await saver.getTuple(at(thread, "", idOf(n)));
        t.equal(tuple?.checkpoint.channel_values, { n, list: [n] }, `values of checkpoint ${n}`);
        t.equal(tuple?.pendingWrites, [[`task-${n}`, "total", n]], `pending writes of checkpoint ${n}`);
      }
    },
  ),
  rule(
    "concurrent/threads-do-not-mix",
    "puts at once on many threads never take each other's values",
    async (saver, t) => {
      await Promise.all(
        twenty.map((n) =>
          putChain(saver, at(`thread-${n}`), [
            { n, step: 1 },
            { n, step: 2 },
          ]),
        ),
      );
      for (const n of twenty)
        t.equal(await valuesAt(saver, at(`thread-${n}`)), { n, step: 2 }, `values of thread ${n}`);
    },
  ),
  rule(
    "concurrent/writes-of-many-tasks",
    "tasks that write to one checkpoint at once all keep their writes",
    async (saver, t) => {
      const config = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      await Promise.all(
        twenty.map((n) =>
          saver.putWrites(
            config,
            [
              ["total", n],
              ["other", n],
            ],
            `task-${n}`,
          ),
        ),
      );
      const pending = (await writesAt(saver, config)) as unknown[];
      t.equal(pending.length, 40, "how many pending writes there are");
    },
  ),
  rule(
    "concurrent/writes-not-waited-for",
    "writes whose putWrites nobody waited for before the next put are stored with their own checkpoint",
    async (saver, t) => {
      const first = await put(saver, { config: at(t.random.id("thread")), n: 1 });
      const writing = saver.putWrites(first, [["total", 1]], "task-1");
      const second = await put(saver, { config: first, n: 2 });
      await writing;
      t.equal(await writesAt(saver, first), [["task-1", "total", 1]], "at the first checkpoint");
      t.equal(await writesAt(saver, second), [], "at the second checkpoint");
    },
  ),
  rule(
    "concurrent/put-and-delete",
    "of a put and a deleteThread at once, either may come first, but neither fails and nothing half is left",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const values = { a: ["a"], b: ["b"] };
      for (const round of twenty) {
        const putting = put(saver, { config: at(thread), n: round, values });
        // A little later in each round, so that the delete meets the put at each of its steps.
        for (let tick = 0; tick < round; tick += 1) await undefined;
        await Promise.all([putting, saver.deleteThread(thread)]);
        const tuple = await saver.getTuple(at(thread));
        if (tuple !== undefined) t.equal(tuple.checkpoint.channel_values, values, `values left in round ${round}`);
        t.equal(
          (await listedIds(saver, at(thread))).length,
          tuple === undefined ? 0 : 1,
          `how many are listed in round ${round}`,
        );
        await saver.deleteThread(thread);
      }
      await put(saver, { config: at(thread), n: 9, values });
      t.equal(await valuesAt(saver, at(thread)), values, "values of the thread used again");
    },
  ),
  rule(
    "concurrent/readers-see-whole-checkpoints",
    "who reads while a checkpoint is put again sees the old or the new one, never something of both",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const [a, b]: Values[] = [
        { x: "a", y: "a", z: "a" },
        { x: "b", y: "b", z: "b" },
      ];
      const config = await put(saver, { config: at(thread), n: 1, values: a, metadata: { mark: "a" } });
      const writing = put(saver, {
        config: at(thread),
        n: 1,
        values: b,
        versions: { x: 2, y: 2, z: 2 },
        metadata: { mark: "b" },
      });
      const reads = await Promise.all(twenty.map(() => saver.getTuple(config)));
      await writing;
      for (const tuple of reads) {
        const mark = (tuple?.metadata as { mark?: string } | undefined)?.mark;
        t.equal(tuple?.checkpoint.channel_values, mark === "b" ? b : a, `the values beside the metadata of ${mark}`);
      }
      t.equal(await valuesAt(saver, config), b, "the values in the end");
    },
  ),
];
