// Three entries, one after another.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/last-two",
    rule: "after each turn the log holds its last two entries",
    points: 1,
    async run(subject, t) {
      const { buildNotes } = await t.guest.module("notes.ts");
      const app = await buildNotes(await t.guest.saver(), subject.trim);
      const config = { configurable: { thread_id: t.random.id("thread") } };
      const said: string[] = [];
      for (let turn = 0; turn < 4; turn++) {
        said.push(t.random.id("entry"));
        const { log } = await app.invoke({ log: [said.at(-1)] }, config);
        t.equal(log, said.slice(-2), "the log after a turn");
      }
    },
  },
];
