// Whether the table is full.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-type",
    rule: "each of the fourteen types has an answer",
    points: 1,
    async run(subject, t) {
      const answer: any = (await subject.answer) ?? {};
      const said = Object.values(answer).map((row: any) => row?.after);
      const filled = said.filter((after) => ["same", "other", "gone", "throws"].includes(after));
      t.equal(filled.length, 14, "how many types have an answer");
    },
  },
];
