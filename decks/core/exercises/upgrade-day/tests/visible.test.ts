// Whether the plan has all steps.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-step",
    rule: "each of the five steps stands in the plan once",
    points: 1,
    async run(subject, t) {
      const plan: any = await subject.plan;
      t.ok(Array.isArray(plan), "the plan is a list");
      t.equal([...plan].sort(), ["backup", "canary", "deploy", "fixtures", "setup"], "the steps of the plan");
    },
  },
];
