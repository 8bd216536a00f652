// Whether each chat answers at all.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/shown-the-text",
    rule: "in a turn, each chat is shown at least the text of that turn",
    points: 1,
    async run(subject, t) {
      for (const name of ["first", "second", "third"]) {
        const turn = await subject[name](await t.guest.saver(name), t.random.id("talk"));
        const text = t.random.id("text");
        t.ok((await turn(text)).includes(text), `${name} is shown the text of its turn`);
      }
    },
  },
];
