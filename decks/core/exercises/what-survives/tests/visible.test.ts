// Whether every row has an answer.
import type { ConformanceTest } from "@forkpoint/conformance";

const ROWS = ["file", "question", "memory", "store", "variable"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-row",
    rule: "each of the five rows has an answer for both columns",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const isOpen = (row: string) =>
        ["call", "restart"].some((when) => !["there", "gone"].includes(answer?.[row]?.[when]));
      t.equal(ROWS.filter(isOpen), [], "the rows with an open cell");
    },
  },
];
