// Whether every cell has an answer.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-cell",
    rule: "each of the nine cells has an answer",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const columns = ["remembers", "answered", "again"];
      const isOpen = (mode: string) => columns.some((column) => !["yes", "no"].includes(answer?.[mode]?.[column]));
      t.equal(["false", "default", "true"].filter(isOpen), [], "the modes with an open cell");
    },
  },
];
