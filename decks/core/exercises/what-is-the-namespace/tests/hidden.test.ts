// Each claim in a run; and the experiment in worlds of both kinds.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** The namespaces that are stored of a thread, after each of two runs. */
async function namespaces(t: TestContext, isStateful: boolean): Promise<[string[], string[]]> {
  const { buildNested } = await t.guest.module("notes.ts");
  const saver = await t.guest.saver(isStateful ? "stateful" : "plain");
  const config = { configurable: { thread_id: t.random.id("thread") } };
  const app = await buildNested(saver, isStateful);
  const seen: string[][] = [];
  for (let run = 0; run < 2; run++) {
    await app.invoke({ log: [t.random.word()] }, config);
    const found = new Set<string>();
    for await (const tuple of saver.list(config)) found.add(tuple.config.configurable.checkpoint_ns);
    seen.push([...found].filter((ns) => ns !== "").sort());
  }
  return [seen[0]!, seen[1]!];
}

/** Notes under two namespaces of one thread: those that the second sees, and the namespaces that are stored. */
async function atTheRoot(t: TestContext) {
  const { openNotes } = await t.guest.module("notes.ts");
  const saver = await t.guest.saver();
  const notes = await openNotes(saver, false);
  const [thread, one, two] = [t.random.id("thread"), t.random.id("one"), t.random.id("two")];
  await notes.add("first", thread, one);
  const seen: string[] = await notes.add("second", thread, two);
  const stored = new Set<string>();
  for await (const tuple of saver.list({ configurable: { thread_id: thread } }))
    stored.add(tuple.config.configurable.checkpoint_ns);
  return { seen, stored, one };
}

const CLAIMS: Readonly<Record<string, (t: TestContext) => Promise<boolean>>> = {
  async c1(t) {
    const { stored, one } = await atTheRoot(t);
    return stored.has(one);
  },
  c2: async (t) => (await atTheRoot(t)).seen.includes("first"),
  async c3(t) {
    const [first] = await namespaces(t, false);
    return first.length === 1 && first[0]!.startsWith("inner:");
  },
  async c4(t) {
    const [first, both] = await namespaces(t, true);
    return first.length === 1 && both.join() === first.join();
  },
  async c5(t) {
    const [first, both] = await namespaces(t, false);
    return both.join() === first.join();
  },
};

async function check(subject: any, t: TestContext, ids: readonly string[]): Promise<void> {
  const said: any = await subject.claims;
  for (const id of ids) {
    const seen = await CLAIMS[id]!(t);
    if (said?.[id] !== seen) t.fail(`claim ${id}, said to be ${String(said?.[id])}`, seen, said?.[id]);
  }
}

const after = ["answer/every-claim"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/at-the-root",
    rule: "the verdicts on c1 and c2 are as runs show them",
    points: 1,
    after,
    run: (subject, t) => check(subject, t, ["c1", "c2"]),
  },
  {
    id: "answer/in-subgraphs",
    rule: "the verdicts on c3, c4 and c5 are as runs show them",
    points: 2,
    after,
    run: (subject, t) => check(subject, t, ["c3", "c4", "c5"]),
  },
  {
    id: "evidence/separates",
    rule: "separates is false in the world as it is, and true where each namespace has a history of its own",
    points: 2,
    async run(subject, t) {
      const { openNotes } = await t.guest.module("notes.ts");
      for (const isSeparate of t.random.shuffle([true, false])) {
        const notes = await openNotes(await t.guest.saver(String(isSeparate)), isSeparate);
        const said = await subject.separates(notes, t.random.id("thread"));
        const world = isSeparate ? "where namespaces are histories" : "as it is";
        t.equal(said, isSeparate, `what separates says of the world ${world}`);
      }
    },
  },
];
