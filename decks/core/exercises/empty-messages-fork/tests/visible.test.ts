// Whether the table is full.
import type { ConformanceTest } from "@forkpoint/conformance";

const CALLS = ["null-past", "empty-past", "null-edit", "null-end", "empty-end"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-call",
    rule: "each of the five calls has an answer",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const filled = CALLS.filter((call) => ["all", "rest", "nothing"].includes(answer?.[call]?.runs));
      t.equal(filled.length, CALLS.length, "how many calls have an answer");
    },
  },
];
