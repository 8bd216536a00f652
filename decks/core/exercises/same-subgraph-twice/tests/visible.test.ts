// Whether the four answers are there.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-setting",
    rule: "each of the four settings has an answer: a, b, both or nothing",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const settings = ["twice", "parallel", "swapped", "nodes"];
      const open = settings.filter((setting) => !["a", "b", "both", "nothing"].includes(answer?.[setting]));
      t.equal(open, [], "the settings without an answer");
    },
  },
];
