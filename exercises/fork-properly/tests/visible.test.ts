// The ticket of the story: four stations, sorted wrongly by the first. The work is done on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const STATIONS = ["classify", "draft", "check", "send"];
const CATEGORIES = ["complaint", "refund", "invoice", "outage", "praise"];

/** A ticket that has passed through all stations once; `ran` lists what ran since then. */
async function finishedTicket(t: TestContext) {
  const { buildPipeline } = await t.guest.module("pipeline.ts");
  const ran: { station: string; category: string }[] = [];
  const app = await buildPipeline(await t.guest.saver(), STATIONS, async (station: string, category: string) => {
    ran.push({ station, category });
    return `${station}: ${category}`;
  });
  const thread = t.random.id("ticket");
  const [wrong, right] = t.random.shuffle(CATEGORIES);
  await app.invoke({ category: wrong }, { configurable: { thread_id: thread } });
  ran.length = 0;
  return { app, thread, wrong, right, ran };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "fork/edit-is-used",
    rule: "the stations after the fork work with the corrected state",
    points: 1,
    async run(subject, t) {
      const { app, thread, right, ran } = await finishedTicket(t);
      await subject.fork(app, thread, 1, { category: right }, "classify");
      t.ok(ran.length > 0, "something ran after the fork");
      const used = [...new Set(ran.map(({ category }) => category))];
      t.equal(used, [right], "the categories that the stations after the fork worked with");
    },
  },
  {
    id: "fork/runs-only-what-follows",
    rule: "nothing before the fork runs again, everything after it runs once",
    points: 1,
    async run(subject, t) {
      const { app, thread, right, ran } = await finishedTicket(t);
      await subject.fork(app, thread, 1, { category: right }, "classify");
      const stations = ran.map(({ station }) => station);
      t.equal(stations, ["draft", "check", "send"], "the stations that ran after a fork behind classify");
    },
  },
  {
    id: "fork/resolves-with-the-end",
    rule: "fork resolves with the state at the end of the new branch",
    points: 1,
    async run(subject, t) {
      const { app, thread, wrong, right } = await finishedTicket(t);
      const end = await subject.fork(app, thread, 1, { category: right }, "classify");
      const log = [`classify: ${wrong}`, `draft: ${right}`, `check: ${right}`, `send: ${right}`];
      t.equal({ category: end?.category, log: end?.log }, { category: right, log }, "what fork resolved with");
    },
  },
  {
    id: "fork/original-kept",
    rule: "every checkpoint that was there before the fork is still there and reads the same",
    points: 1,
    async run(subject, t) {
      const { app, thread, right } = await finishedTicket(t);
      const config = { configurable: { thread_id: thread } };
      const before = [];
      for await (const snapshot of app.getStateHistory(config)) before.push(snapshot);
      await subject.fork(app, thread, 1, { category: right }, "classify");

      const latest = await app.getState(config);
      const id = latest.config.configurable.checkpoint_id;
      t.ok(id !== before[0].config.configurable.checkpoint_id, "the thread has a new latest checkpoint");
      for (const { config, values } of before)
        t.equal((await app.getState(config)).values, values, "an earlier checkpoint, loaded by its id");
    },
  },
];
