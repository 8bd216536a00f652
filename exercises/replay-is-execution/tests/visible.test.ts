// The report of the story: two searches side by side, two rounds. The work is done on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A report that was written once; `calls` lists the nodes that were called since then. */
async function writtenReport(t: TestContext) {
  const { buildResearch } = await t.guest.module("research.ts");
  const calls: string[] = [];
  const app = await buildResearch(await t.guest.saver(), ["news", "papers"], 2, async (node: string) => {
    calls.push(node);
    return `${node}: ${t.random.id()}`;
  });
  const thread = t.random.id("report");
  const config = { configurable: { thread_id: thread } };
  await app.invoke({ round: 0 }, config);
  calls.length = 0;
  const rows: any[] = [];
  for await (const row of app.getStateHistory(config)) rows.push(row);
  const idAt = (step: number): string =>
    rows.find(({ metadata }) => metadata.step === step).config.configurable.checkpoint_id;
  return { app, thread, config, calls, idAt };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "calls/behind-plan",
    rule: "callsOfReplay counts every node that a replay from behind plan calls, in both rounds",
    points: 1,
    async run(subject, t) {
      const { app, thread, idAt } = await writtenReport(t);
      const counted = await subject.callsOfReplay(app, thread, idAt(1));
      t.equal(counted, { news: 2, papers: 2, judge: 2 }, "the calls of a replay from behind plan");
    },
  },
  {
    id: "calls/last-round",
    rule: "nodes before the checkpoint are not named",
    points: 1,
    async run(subject, t) {
      const { app, thread, idAt } = await writtenReport(t);
      const counted = await subject.callsOfReplay(app, thread, idAt(3));
      t.equal(counted, { news: 1, papers: 1, judge: 1 }, "the calls of a replay of the second round");
    },
  },
  {
    id: "replay/calls-again",
    rule: "replay calls the nodes behind the checkpoint again, and no other",
    points: 1,
    async run(subject, t) {
      const { app, thread, calls, idAt } = await writtenReport(t);
      await subject.replay(app, thread, idAt(3));
      t.equal([...calls].sort(), ["judge", "news", "papers"], "the nodes that a replay of the second round called");
    },
  },
  {
    id: "replay/proof",
    rule: "proof is the id of a checkpoint with the source fork, whose parent is the checkpoint that was replayed",
    points: 1,
    async run(subject, t) {
      const { app, thread, idAt } = await writtenReport(t);
      const { proof } = await subject.replay(app, thread, idAt(2));
      t.ok(typeof proof === "string", "proof is an id");
      const row = await app.getState({ configurable: { thread_id: thread, checkpoint_id: proof } });
      const seen = { source: row.metadata?.source, parent: row.parentConfig?.configurable?.checkpoint_id };
      t.equal(seen, { source: "fork", parent: idAt(2) }, "the checkpoint that proof names");
    },
  },
];
