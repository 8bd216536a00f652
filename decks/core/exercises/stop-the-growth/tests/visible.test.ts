// One thread that has ended.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/keeps-the-last",
    rule: "of a thread that has ended, the newest `keep` checkpoints are left, the same as before",
    points: 1,
    async run(subject, t) {
      const { buildDesk } = await t.guest.module("desk.ts");
      const saver = await t.guest.saver();
      const app = await buildDesk(saver);
      const thread = t.random.id("thread");
      const config = { configurable: { thread_id: thread } };
      for (let turn = 0; turn < 3; turn++) await app.invoke({ said: [`${t.random.word()}.`] }, config);
      const rows = async () => {
        const found: unknown[] = [];
        for await (const { config: at, values } of app.getStateHistory(config))
          found.push([at.configurable.checkpoint_id, values.said]);
        return found;
      };
      const before = await rows();
      const keep = t.random.int(2, 4);
      await subject.tidy(app, saver, [thread], keep);
      t.equal(await rows(), before.slice(0, keep), "the checkpoints that are left");
    },
  },
];
