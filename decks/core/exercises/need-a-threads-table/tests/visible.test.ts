// Whether every claim is judged.
import type { ConformanceTest } from "@forkpoint/conformance";

const CLAIMS = ["once", "opened", "tagged", "guarded", "deleted", "chosen"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-claim",
    rule: "each of the six claims is accepted or rejected",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const open = CLAIMS.filter((claim) => !["accept", "reject"].includes(answer?.[claim]?.verdict));
      t.equal(open, [], "the claims without a verdict");
    },
  },
];
