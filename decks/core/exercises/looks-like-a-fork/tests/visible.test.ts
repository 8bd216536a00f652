// The fork itself.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A run that has ended, and the checkpoint behind its first node. */
async function openStory(t: TestContext) {
  const { buildStory } = await t.guest.module("story.ts");
  const nodes = Array.from({ length: t.random.int(3, 4) }, () => t.random.id("node"));
  const app = await buildStory(await t.guest.saver(t.random.id("story")), nodes);
  const config = { configurable: { thread_id: t.random.id("thread") } };
  await app.invoke({ log: ["begin"] }, config);
  let past: any;
  for await (const row of app.getStateHistory(config)) if (row.next[0] === nodes[1]) past = row;
  const edit = t.random.id("edit");
  return { app, nodes, config, past: past.config, edit };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/fork",
    rule: "after `fork`, the latest log is that of the checkpoint, the edit, and the nodes behind it",
    points: 1,
    async run(subject, t) {
      const { app, nodes, config, past, edit } = await openStory(t);
      await subject.fork(app, past, edit, nodes[0]);
      const { log } = (await app.getState(config)).values;
      t.equal(log, ["begin", nodes[0], edit, ...nodes.slice(1)], "the log after the fork");
    },
  },
];
