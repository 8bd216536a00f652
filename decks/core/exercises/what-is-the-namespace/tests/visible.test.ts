// Whether there is something to check.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-claim",
    rule: "each of the five claims is accepted or rejected",
    points: 1,
    async run(subject, t) {
      const said: any = await subject.claims;
      const given = ["c1", "c2", "c3", "c4", "c5"].filter((id) => typeof said?.[id] === "boolean");
      t.equal(given.length, 5, "how many claims have a verdict");
    },
  },
];
