// Logs that come in one piece, and what older checkpoints still hold.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function openNotes(t: TestContext, trim: unknown) {
  const { buildNotes } = await t.guest.module("notes.ts");
  const app = await buildNotes(await t.guest.saver(), trim);
  const thread = t.random.id("thread");
  return { app, thread, config: { configurable: { thread_id: thread } } };
}

const entries = (t: TestContext, count: number) => Array.from({ length: count }, () => t.random.id("entry"));

/** The checkpoints of the thread whose log holds the entry, sorted. */
async function holding(app: any, config: unknown, entry: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { config: at, values } of app.getStateHistory(config))
    if (values.log?.includes(entry)) ids.push(at.configurable.checkpoint_id);
  return ids.sort();
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/any-length",
    rule: "a log of any length is cut to its last two entries, a shorter one stays, and equal entries are not merged",
    points: 1,
    async run(subject, t) {
      const twice = t.random.id("entry");
      for (const log of [
        entries(t, t.random.int(3, 9)),
        entries(t, 1),
        entries(t, 2),
        [...entries(t, 2), twice, twice],
      ]) {
        const { app, config } = await openNotes(t, subject.trim);
        t.equal((await app.invoke({ log }, config)).log, log.slice(-2), "what is left of a log");
      }
    },
  },
  {
    id: "answer/history-stays",
    rule: "the checkpoint before the node still holds the whole log: nothing is changed in place",
    points: 1,
    async run(subject, t) {
      const { app, config } = await openNotes(t, subject.trim);
      const log = entries(t, t.random.int(4, 6));
      await app.invoke({ log }, config);
      const before: string[][] = [];
      for await (const { next, values } of app.getStateHistory(config)) if (next[0] === "trim") before.push(values.log);
      t.equal(before, [log], "the log before the node");
      t.equal((await app.getState(config)).values.log, log.slice(-2), "the log behind the node, read back");
    },
  },
  {
    id: "evidence/still-held",
    rule: "`stillHeld` names every checkpoint that still holds an entry that the latest has lost, and none for one that was never there",
    points: 2,
    async run(subject, t) {
      const { app, thread, config } = await openNotes(t, async ({ log }: { log: string[] }) => ({
        log: await t.guest.create("@langchain/langgraph", "Overwrite", log.slice(-2)),
      }));
      const [lost, ...others] = entries(t, t.random.int(4, 6));
      for (const entry of [lost!, ...others]) await app.invoke({ log: [entry] }, config);
      t.ok(!(await app.getState(config)).values.log.includes(lost), "the latest checkpoint has lost it");
      const held = await holding(app, config, lost!);
      t.equal([...(await subject.stillHeld(app, thread, lost))].sort(), held, "the checkpoints that hold it");
      t.equal(await subject.stillHeld(app, thread, t.random.id("never")), [], "those for what was never there");
    },
  },
];
