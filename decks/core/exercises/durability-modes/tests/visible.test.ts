// Whether every cell has an answer.
import type { ConformanceTest } from "@forkpoint/conformance";

const ROWS = ["killed", "failed"];
const DURABILITIES = ["sync", "async", "exit"];
const CHOICES = ["nothing", "all", "rest"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-cell",
    rule: "each of the six cells says what the next program finds",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const cells = ROWS.flatMap((row) => DURABILITIES.map((durability) => answer?.[row]?.[durability]));
      t.equal(cells.filter((cell) => CHOICES.includes(cell)).length, cells.length, "how many cells say something");
    },
  },
];
