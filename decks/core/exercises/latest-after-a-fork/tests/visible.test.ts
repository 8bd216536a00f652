// Whether each question is answered by a row that there is.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const ASKS = ["latest", "runs-on", "old-end", "part-ways"];

async function playStory(t: TestContext) {
  const { buildStory, readRows, runAndEdit } = await t.guest.module("story.ts");
  const nodes = Array.from({ length: 4 }, () => t.random.id("node"));
  const app = await buildStory(await t.guest.saver(), nodes);
  const thread = t.random.id("thread");
  await runAndEdit(app, thread, nodes, t.random.id("edit"));
  const rows: { id: string; checkpoint: string }[] = await readRows(app, thread);
  return rows;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/every-question",
    rule: "each question is answered by a row",
    points: 1,
    async run(subject, t) {
      const answer: any = await subject.answer;
      const ids = (await playStory(t)).map(({ id }) => id);
      t.equal(
        ASKS.filter((ask) => !ids.includes(answer?.[ask])),
        [],
        "the questions without a row",
      );
    },
  },
];
