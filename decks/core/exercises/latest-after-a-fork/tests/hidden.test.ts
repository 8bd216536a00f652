// The same story with other names. The thread is read, run on and loaded by id; what is pointed at has to agree.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function playStory(t: TestContext) {
  const { buildStory, readRows, runAndEdit } = await t.guest.module("story.ts");
  const nodes = Array.from({ length: 4 }, () => t.random.id("node"));
  const app = await buildStory(await t.guest.saver(), nodes);
  const thread = t.random.id("thread");
  await runAndEdit(app, thread, nodes, t.random.id("edit"));
  const rows: { id: string; checkpoint: string }[] = await readRows(app, thread);
  const config = { configurable: { thread_id: thread } };
  const parents = new Map<string, string | undefined>();
  for await (const { config: at, parentConfig } of app.getStateHistory(config))
    parents.set(at.configurable.checkpoint_id, parentConfig?.configurable?.checkpoint_id);
  /** The checkpoint and all above it, nearest first. */
  const lineage = (checkpoint: string | undefined): string[] =>
    checkpoint === undefined ? [] : [checkpoint, ...lineage(parents.get(checkpoint))];
  const latest: string = (await app.getState(config)).config.configurable.checkpoint_id;
  return { app, config, nodes, rows, lineage, latest };
}

type Played = Awaited<ReturnType<typeof playStory>>;

/** What was pointed at; the rows have the same names in each run, so they may stand in the words. */
async function rowFor(subject: any, t: TestContext, { rows }: Played, ask: string) {
  const answer: any = await subject.answer;
  const row = rows.find(({ id }) => id === answer?.[ask]);
  if (!row) t.fail(`the row for ${ask}`, "a row of the table", answer?.[ask]);
  return row;
}

const nameOf = ({ rows }: Played, checkpoint: string) =>
  rows.find((row) => row.checkpoint === checkpoint)?.id ?? "none";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/latest",
    rule: "reading the thread without an id gives the row that you point at",
    points: 1,
    async run(subject, t) {
      const played = await playStory(t);
      const row = await rowFor(subject, t, played, "latest");
      if (row.checkpoint !== played.latest)
        t.fail(`the latest, said to be: ${row.id}`, nameOf(played, played.latest), row.id);
    },
  },
  {
    id: "answer/runs-on",
    rule: "`invoke(null)` with the thread alone goes on behind the row that you point at",
    points: 1,
    async run(subject, t) {
      const played = await playStory(t);
      const { app, config, rows } = played;
      const row = await rowFor(subject, t, played, "runs-on");
      await app.invoke(null, config);
      let parent = "";
      for await (const { config: at, parentConfig } of app.getStateHistory(config))
        if (!rows.some(({ checkpoint }) => checkpoint === at.configurable.checkpoint_id))
          parent = parentConfig.configurable.checkpoint_id;
      if (row.checkpoint !== parent) t.fail(`runs on behind, said to be: ${row.id}`, nameOf(played, parent), row.id);
    },
  },
  {
    id: "answer/old-end",
    rule: "the old end is loaded by its id with the log of all nodes, and it is not above the latest",
    points: 1,
    async run(subject, t) {
      const played = await playStory(t);
      const row = await rowFor(subject, t, played, "old-end");
      const at = { configurable: { ...played.config.configurable, checkpoint_id: row.checkpoint } };
      const { values } = await played.app.getState(at);
      const missing = played.nodes.filter((node) => !values.log?.includes(node)).length;
      t.equal(missing, 0, "how many nodes are missing in the log of the row");
      t.ok(!played.lineage(played.latest).includes(row.checkpoint), "it is not above the latest");
    },
  },
  {
    id: "evidence/part-ways",
    rule: "the row where the two part is above the latest and above the old end, and no newer row is above both",
    points: 2,
    async run(subject, t) {
      const played = await playStory(t);
      const row = await rowFor(subject, t, played, "part-ways");
      const end = played.rows.findLast(({ checkpoint }) => checkpoint !== played.latest)!;
      const above = played.lineage(played.latest);
      const common = played.lineage(end.checkpoint).find((checkpoint) => above.includes(checkpoint))!;
      if (row.checkpoint !== common) t.fail(`they part, said at: ${row.id}`, nameOf(played, common), row.id);
    },
  },
];
