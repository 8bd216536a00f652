// Whether the table is full.
import type { ConformanceTest } from "@forkpoint/conformance";

const VALUES = ["date", "map", "bigint", "instance", "url", "nan"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-cell",
    rule: "each of the twelve cells says what goes wrong, or that nothing does",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const cells = VALUES.flatMap((value) => [answer?.[value]?.one, answer?.[value]?.two]);
      const filled = cells.filter((cell) => ["none", "wrong", "use", "save"].includes(cell));
      t.equal(filled.length, cells.length, "how many cells say something");
    },
  },
];
