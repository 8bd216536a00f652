// Whether the table is full.
import type { ConformanceTest } from "@forkpoint/conformance";

const WAYS = ["command", "whole", "overwrite", "input", "edit"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-cell",
    rule: "each of the ten cells says what is stored",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const cells = WAYS.flatMap((way) => [answer?.[way]?.plain, answer?.[way]?.appending]);
      t.equal(
        cells.filter((cell) => ["only", "added", "twice", "other"].includes(cell)).length,
        10,
        "how many cells say something",
      );
    },
  },
];
