// Whether every cell has an answer.
import type { ConformanceTest } from "@forkpoint/conformance";

const FACTS = ["thread", "rewound", "deleted", "failed", "merged"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-cell",
    rule: "each of the five sentences is accepted or rejected, for the state and for the store",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const isOpen = (fact: string) =>
        ["state", "store"].some((place) => !["yes", "no"].includes(answer?.[fact]?.[place]));
      t.equal(FACTS.filter(isOpen), [], "the sentences with an open cell");
    },
  },
];
