// Branches keep apart; reading finds what belongs to the thread and namespace asked for.
import { type SaverTest, type Config, at, idOf, put, valuesAt, putFive } from "./saver-calls.ts";

export const fork: readonly SaverTest[] = [
  {
    id: "fork/keeps-both-branches",
    rule: "after a fork, each branch reads back its own values, although both counted to the same channel version",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      const root = await put(saver, { config: at(thread), n: 1, values: { messages: ["one"] } });
      const child = (n: number, said: string) =>
        put(saver, { config: root as Config, n, values: { messages: ["one", said] }, versions: { messages: 2 } });
      const left = await child(2, "left");
      const right = await child(3, "right");
      t.equal(await valuesAt(saver, left), { messages: ["one", "left"] }, "the values of the first branch");
      t.equal(await valuesAt(saver, right), { messages: ["one", "right"] }, "the values of the second branch");
      t.equal(await valuesAt(saver, root), { messages: ["one"] }, "the values before the fork");
    },
  },
  {
    id: "fork/unchanged-channels-follow-the-parent",
    rule: "a channel that a step did not change keeps the value of that step's own parent, not of the newest checkpoint",
    points: 1,
    after: ["fork/keeps-both-branches"],
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      const root = await put(saver, { config: at(thread), n: 1, values: { topic: "none", steps: 0 } });
      const tips: object[] = [];
      for (const [place, topic] of ["left", "right"].entries()) {
        let config = await put(saver, {
          config: root as Config,
          n: 2 + place,
          values: { topic, steps: 0 },
          versions: { topic: 2, steps: 1 },
          newVersions: { topic: 2 },
        });
        for (const steps of [1, 2])
          config = await put(saver, {
            config: config as Config,
            n: 2 + place + 2 * steps,
            values: { topic, steps },
            versions: { topic: 2, steps: 1 + steps },
            newVersions: { steps: 1 + steps },
          });
        tips.push(config);
      }
      t.equal(
        await valuesAt(saver, tips[0]!),
        { topic: "left", steps: 2 },
        "the values at the end of the first branch",
      );
      t.equal(
        await valuesAt(saver, tips[1]!),
        { topic: "right", steps: 2 },
        "the values at the end of the second branch",
      );
    },
  },
];

export const get: readonly SaverTest[] = [
  {
    id: "get/latest-is-per-thread-and-namespace",
    rule: "the latest checkpoint is that of the thread and namespace asked for, whatever was put elsewhere later",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const { first, second } = await putFive(saver, t);
      const latest = async (config: Config) => (await saver.getTuple(config))?.checkpoint.id;
      t.equal(await latest(at(first)), idOf(3), "the latest of the first thread");
      t.equal(await latest(at(second)), idOf(4), "the latest of the second thread");
      t.equal(await latest(at(first, "child")), idOf(5), "the latest of the first thread's other namespace");
    },
  },
  {
    id: "get/id-belongs-to-its-thread",
    rule: "a checkpoint id is found only under its own thread and namespace",
    points: 1,
    async run(subject, t) {
      const saver = await subject.open();
      const thread = t.random.id("thread");
      await put(saver, { config: at(thread), n: 1 });
      t.ok(await saver.getTuple(at(thread, "", idOf(1))), "the checkpoint is found where it was put");
      t.equal(await saver.getTuple(at(`${thread}0`, "", idOf(1))), undefined, "the same id under another thread");
      t.equal(await saver.getTuple(at(thread, "child", idOf(1))), undefined, "the same id under another namespace");
    },
  },
];
