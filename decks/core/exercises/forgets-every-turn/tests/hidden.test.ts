// Two turns of each chat: what it is shown, and what is in the saver afterwards, which tells the cause.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const NAMES = ["first", "second", "third"];

async function twoTurns(subject: any, t: TestContext, name: string) {
  const saver = await t.guest.saver(name);
  const [one, two] = [t.random.id("one"), t.random.id("two")];
  const turn = await subject[name](saver, t.random.id("talk"));
  await turn(one);
  const shown: readonly string[] = await turn(two);
  const threads = new Set<string>();
  for await (const tuple of saver.list({})) threads.add(tuple.config.configurable.thread_id);
  const cause =
    threads.size === 0
      ? "nothing is stored"
      : threads.size > 1
        ? "another thread in each turn"
        : "the list is replaced";
  return { cause, forgets: shown.includes(two) && !shown.includes(one) };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/forgets",
    rule: "in its second turn, none of the three is shown the text of the first, and none throws",
    points: 2,
    after: ["answer/shown-the-text"],
    async run(subject, t) {
      for (const name of NAMES) t.ok((await twoTurns(subject, t, name)).forgets, `${name} forgets the turn before`);
    },
  },
  {
    id: "evidence/three-causes",
    rule: "the saver shows a different cause for each: nothing is stored, each turn has another thread, the list is replaced",
    points: 2,
    after: ["answer/forgets"],
    async run(subject, t) {
      const causes = [];
      for (const name of NAMES) causes.push((await twoTurns(subject, t, name)).cause);
      t.equal(
        new Set(causes).size,
        NAMES.length,
        `how many causes there are: ${[...new Set(causes)].sort().join(", ")}`,
      );
    },
  },
];
