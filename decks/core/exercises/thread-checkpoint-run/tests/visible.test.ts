// Whether each question is answered by a row that there is.
import type { ConformanceTest } from "@forkpoint/conformance";

const ASKS = ["goes-on-from", "run-begins", "survives", "spans-runs"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-question",
    rule: "each question is answered by a row",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const { readRows, buildDesk } = await t.guest.module("desk.ts");
      const saver = await t.guest.saver();
      const desk = await buildDesk(saver);
      for (const thread of ["ada", "ben", "ada"])
        await desk.invoke({ said: [t.random.word()] }, { configurable: { thread_id: thread } });
      const ids = (await readRows(saver, ["ada", "ben"])).map((row: { id: string }) => row.id);
      const open = ASKS.filter((ask) => !ids.includes(answer?.[ask]));
      t.equal(open, [], "the questions without a row");
    },
  },
];
