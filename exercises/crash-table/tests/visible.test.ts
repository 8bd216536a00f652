// Whether the table is full.
import type { ConformanceTest } from "@forkpoint/conformance";

const MOMENTS = ["charge-quick", "charge-behind", "ship-quick", "ship-behind", "failed-behind", "done-behind"];
const DURABILITIES = ["sync", "async", "exit"];
const CHOICES = ["nothing", "all", "rest", "done"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "table/every-cell",
    rule: "each of the eighteen cells says what the next process finds",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const cells = MOMENTS.flatMap((moment) => DURABILITIES.map((durability) => answer?.[moment]?.[durability]));
      const filled = cells.filter((cell) => CHOICES.includes(String(cell))).length;
      t.equal(filled, MOMENTS.length * DURABILITIES.length, "how many cells say something");
    },
  },
];
