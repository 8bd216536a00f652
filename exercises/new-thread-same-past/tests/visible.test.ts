// The ticket of the story, copied as it stood before check. The work is done on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const STATIONS = ["sort", "draft", "check", "send"];

/** A ticket that has passed through all stations once; `ran` lists what ran since then. */
async function finishedTicket(t: TestContext) {
  const { buildPipeline } = await t.guest.module("pipeline.ts");
  const ran: string[] = [];
  const app = await buildPipeline(await t.guest.saver(), STATIONS, async (station: string, category: string) => {
    ran.push(station);
    return `${station}: ${category}`;
  });
  const [thread, to, category] = [t.random.id("ticket"), t.random.id("training"), t.random.id("category")];
  const config = { configurable: { thread_id: thread } };
  await app.invoke({ category }, config);
  ran.length = 0;
  let checkpoint = "";
  for await (const row of app.getStateHistory(config))
    if (row.next[0] === "check") checkpoint = row.config.configurable.checkpoint_id;
  return { app, thread, checkpoint, to, copy: { configurable: { thread_id: to } }, category, ran };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "copy/state",
    rule: "the new thread holds the state of the checkpoint",
    points: 1,
    async run(subject, t) {
      const { app, thread, checkpoint, to, copy, category } = await finishedTicket(t);
      await subject.branchOff(app, thread, checkpoint, to);
      const { values } = await app.getState(copy);
      const expected = { category, log: [`sort: ${category}`, `draft: ${category}`] };
      t.equal({ category: values.category, log: values.log }, expected, "the category and the log of the copy");
    },
  },
  {
    id: "copy/runs-nothing",
    rule: "making the copy runs no station",
    points: 1,
    async run(subject, t) {
      const { app, thread, checkpoint, to, copy, ran } = await finishedTicket(t);
      await subject.branchOff(app, thread, checkpoint, to);
      t.ok((await app.getState(copy)).metadata, "the new thread is there");
      t.equal(ran, [], "the stations that ran while the copy was made");
    },
  },
  {
    id: "copy/goes-on",
    rule: "invoke(null) on the new thread runs the stations that came next at the checkpoint, once each, and no earlier ones",
    points: 1,
    async run(subject, t) {
      const { app, thread, checkpoint, to, copy, ran } = await finishedTicket(t);
      await subject.branchOff(app, thread, checkpoint, to);
      ran.length = 0;
      await app.invoke(null, copy);
      t.ok(ran.includes("check"), "the station that came next ran on the new thread");
      t.equal(ran, ["check", "send"], "the stations that ran on the new thread");
    },
  },
  {
    id: "origin/named",
    rule: "originOf names the thread and the checkpoint that were copied",
    points: 1,
    async run(subject, t) {
      const { app, thread, checkpoint, to } = await finishedTicket(t);
      await subject.branchOff(app, thread, checkpoint, to);
      t.equal(await subject.originOf(app, to), { thread, checkpoint }, "the origin of the copy");
    },
  },
];
