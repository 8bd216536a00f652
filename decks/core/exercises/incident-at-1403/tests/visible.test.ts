// Two states, compared.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "evidence/changed",
    rule: "changed names the fields whose values differ, and no others",
    points: 1,
    async run(subject, t) {
      const [answer, rate] = [t.random.word(), t.random.int(2, 9)];
      const before = { amount: 1, rate, price: rate, answers: [answer] };
      const after = { amount: 1, rate: rate + 1, price: rate + 1, answers: [answer] };
      t.equal(await subject.changed(before, after), ["price", "rate"], "the fields that differ");
    },
  },
];
