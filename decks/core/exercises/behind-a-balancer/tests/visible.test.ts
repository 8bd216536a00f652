// Whether the four numbers are there.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/four-numbers",
    rule: "each of the four settings has a number from 1 to 3",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const settings = ["own", "shared", "sticky", "replaced"];
      t.equal(
        settings.filter((setting) => ![1, 2, 3].includes(answer?.[setting])),
        [],
        "the settings without a number",
      );
    },
  },
];
