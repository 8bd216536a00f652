// What the update says of four files.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/names-what-goes",
    rule: "of four files, the update of tidy takes away the one of the oldest turn",
    points: 1,
    async run(subject, t) {
      const turns = ["b", "d", "a", "c"].map((letter) => t.random.id(letter));
      const files = turns.map((name, turn) => [name, { text: t.random.word(), turn, isPinned: false }]);
      const update = (await subject.tidy(Object.fromEntries(files))) ?? {};
      const gone = turns.filter((name) => update[name] === null);
      t.equal(gone, [turns[0]], "the files that the update takes away");
    },
  },
];
