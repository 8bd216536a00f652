// Some turns with a file each, pinned or not; then the newest checkpoint, and all before it.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Named {
  readonly name: string;
  readonly isPinned: boolean;
}

/** Runs a turn for each file, in that order. */
async function turns(t: TestContext, papers: readonly Named[]) {
  const { buildDesk } = await t.guest.module("desk.ts");
  const saver = await t.guest.saver();
  const desk = await buildDesk(saver);
  const thread = t.random.id("desk");
  const config = { configurable: { thread_id: thread } };
  for (const [turn, { name, isPinned }] of papers.entries())
    await desk.invoke({ files: { [name]: { text: t.random.word(50), turn, isPinned } } }, config);
  const kept = Object.keys((await desk.getState(config)).values.files).sort();
  return { saver, thread, config, kept };
}

/** Files whose names say nothing about their turns. */
function loose(t: TestContext, count: number): Named[] {
  const letters = ["b", "e", "a", "d", "c", "f"];
  return Array.from({ length: count }, (_, n) => ({ name: t.random.id(letters[n]), isPinned: false }));
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/three-newest",
    rule: "of many files, those of the three newest turns stay",
    points: 2,
    async run(_subject, t) {
      const papers = loose(t, t.random.int(5, 6));
      const { kept } = await turns(t, papers);
      const wanted = papers.slice(-3).map(({ name }) => name);
      const which =
        kept.length > 3 ? "more than three" : kept.join() === wanted.sort().join() ? "the newest" : "others";
      t.equal(kept, wanted.sort(), `the files that stay: ${which}`);
    },
  },
  {
    id: "answer/pinned",
    rule: "pinned files stay, and the three newest of the others",
    points: 1,
    async run(_subject, t) {
      const papers = loose(t, 5);
      const pinned = { name: t.random.id("pinned"), isPinned: true };
      const { kept } = await turns(t, [pinned, ...papers]);
      t.ok(kept.includes(pinned.name), "a pinned file stays");
      t.equal(kept.length, 4, "how many files stay beside a pinned one");
    },
  },
  {
    id: "evidence/where-it-still-is",
    rule: "holders counts the checkpoints of the thread in which a file lies, for one that went and for one that stays",
    points: 2,
    async run(subject, t) {
      const papers = loose(t, 5);
      const { saver, thread, config } = await turns(t, papers);
      for (const [what, { name }] of [["went", papers[0]!] as const, ["stays", papers.at(-1)!] as const]) {
        let found = 0;
        for await (const tuple of saver.list(config)) if (tuple.checkpoint.channel_values.files?.[name]) found += 1;
        t.ok(found > 0, "a file that went is in older checkpoints");
        t.equal(await subject.holders(saver, thread, name), found, `checkpoints that hold a file that ${what}`);
      }
    },
  },
];
