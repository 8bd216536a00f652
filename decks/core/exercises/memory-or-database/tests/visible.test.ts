// Whether the table is full.
import type { ConformanceTest } from "@forkpoint/conformance";

const ROWS = ["killed", "second", "history", "date", "aliased", "trimmed"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-cell",
    rule: "each of the twelve cells says yes or no",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const cells = ROWS.flatMap((row) => [answer?.[row]?.memory, answer?.[row]?.database]);
      t.equal(
        cells.filter((cell) => cell === "yes" || cell === "no").length,
        cells.length,
        "how many cells say something",
      );
    },
  },
];
