// The fake against a real fork, and the probe against one real fork and three ways that are none.
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
  const count = async (): Promise<number> => {
    let rows = 0;
    for await (const _ of app.getStateHistory(config)) rows += 1;
    return rows;
  };
  const log = async (): Promise<string[]> => (await app.getState(config)).values.log;
  const forked = ["begin", nodes[0], edit, ...nodes.slice(1)];
  return { app, nodes, config, past: past.config, edit, count, log, forked };
}

type Story = Awaited<ReturnType<typeof openStory>>;

/** What one could do instead of a fork. */
const WAYS: Readonly<Record<string, (story: Story) => Promise<unknown>>> = {
  "a fork": async ({ app, past, edit, nodes }) =>
    app.invoke(null, await app.updateState(past, { log: [edit] }, nodes[0])),
  "an edit, and a replay of the checkpoint before it": async ({ app, past, edit, nodes }) => {
    await app.updateState(past, { log: [edit] }, nodes[0]);
    await app.invoke(null, past);
  },
  "an edit of the end of the thread": async ({ app, config, edit, nodes }) =>
    app.invoke(null, await app.updateState(config, { log: [edit] }, nodes[0])),
  "the edit as new input from the checkpoint": async ({ app, past, edit }) => app.invoke({ log: [edit] }, past),
};

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/fake",
    rule: "`fake` does not throw and leaves new checkpoints on the thread, but the latest log is not that of a fork",
    points: 2,
    async run(subject, t) {
      const { app, nodes, past, edit, count, log, forked } = await openStory(t);
      const before = await count();
      await subject.fake(app, past, edit, nodes[0]);
      t.ok((await count()) > before, "there are new checkpoints on the thread");
      const isTheSame = (await log()).join() === forked.join();
      t.ok(!isTheSame, "the latest log is not that of a fork");
    },
  },
  {
    id: "evidence/real-fork",
    rule: "`isFork` is true after a fork",
    points: 1,
    async run(subject, t) {
      const story = await openStory(t);
      await WAYS["a fork"]!(story);
      t.equal(await story.log(), story.forked, "the log after a fork");
      t.equal(await subject.isFork(story.app, story.past, story.edit), true, "isFork after a fork");
    },
  },
  {
    id: "evidence/no-fork",
    rule: "`isFork` is false after your fake, and after other ways that are none",
    points: 2,
    async run(subject, t) {
      for (const [name, act] of Object.entries(WAYS)) {
        if (name === "a fork") continue;
        const story = await openStory(t);
        await act(story);
        t.equal(await subject.isFork(story.app, story.past, story.edit), false, `isFork after ${name}`);
      }
      const { app, nodes, past, edit } = await openStory(t);
      await subject.fake(app, past, edit, nodes[0]);
      t.equal(await subject.isFork(app, past, edit), false, "isFork after your fake");
    },
  },
];
