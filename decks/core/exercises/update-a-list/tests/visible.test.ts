// Whether every row has an answer.
import type { ConformanceTest } from "@forkpoint/conformance";

const ROWS = ["log-one", "log-empty", "log-overwrite", "tags-one", "tags-empty", "message-known", "message-new"];
const CHOICES = ["old", "old-new", "new", "nothing"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-row",
    rule: "each of the seven rows has an answer",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      t.equal(
        ROWS.filter((row) => !CHOICES.includes(answer?.[row]?.after)),
        [],
        "the rows without an answer",
      );
    },
  },
];
