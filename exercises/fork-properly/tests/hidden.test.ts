// Any number of stations, any step, and threads that have been forked before. The work is done on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A ticket that has passed through all its stations once; `ran` lists the stations that ran since then. */
async function finishedTicket(t: TestContext, count: number) {
  const { buildPipeline } = await t.guest.module("pipeline.ts");
  const stations = Array.from({ length: count }, () => t.random.id("station"));
  const ran: string[] = [];
  const app = await buildPipeline(await t.guest.saver(), stations, async (station: string, category: string) => {
    ran.push(station);
    return `${station}: ${category}`;
  });
  const thread = t.random.id("ticket");
  const config = { configurable: { thread_id: thread } };
  const category = t.random.id("category");
  await app.invoke({ category }, config);
  ran.length = 0;
  return { app, thread, config, stations, category, ran };
}

/** What the stations from `from` on write. Step n is the moment after the n-th station. */
const entries = (stations: readonly string[], category: string) => stations.map((station) => `${station}: ${category}`);

async function history(app: any, config: unknown): Promise<any[]> {
  const all = [];
  for await (const snapshot of app.getStateHistory(config)) all.push(snapshot);
  return all;
}

/** With an even number of stations, the middle of the list is the same from both ends, and a wrong count would pass. */
const oddCount = (t: TestContext): number => t.random.pick([3, 5]);

const idOf = (config: any): string | undefined => config?.configurable?.checkpoint_id;

/** Ids from the latest checkpoint back to the first, parent by parent. */
async function presentBranch(app: any, config: unknown): Promise<string[]> {
  const all = new Map((await history(app, config)).map((snapshot) => [idOf(snapshot.config), snapshot]));
  const ids: string[] = [];
  for (let at = [...all.values()][0]; at; at = all.get(idOf(at.parentConfig))) ids.push(idOf(at.config)!);
  return ids;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "fork/every-step",
    rule: "a fork works at every step: behind the input (step 0), behind each station, behind the last one",
    points: 2,
    async run(subject, t) {
      const count = t.random.int(3, 5);
      for (let step = 0; step <= count; step++) {
        const { app, thread, stations, category } = await finishedTicket(t, count);
        const right = t.random.id("category");
        const asNode = step === 0 ? "__start__" : stations[step - 1];
        const end = await subject.fork(app, thread, step, { category: right }, asNode);
        const log = [...entries(stations.slice(0, step), category), ...entries(stations.slice(step), right)];
        t.equal({ category: end?.category, log: end?.log }, { category: right, log }, "the end of a fork at some step");
      }
    },
  },
  {
    id: "fork/same-thread",
    rule: "the new branch belongs to the same thread: asked for its state, the thread answers with the end of the fork",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, stations } = await finishedTicket(t, t.random.int(3, 5));
      const right = t.random.id("category");
      await subject.fork(app, thread, 1, { category: right }, stations[0]);
      const { values, next } = await app.getState(config);
      const expected = { category: right, last: `${stations.at(-1)}: ${right}`, next: [] };
      t.equal({ category: values.category, last: values.log?.at(-1), next }, expected, "the state of the thread");
    },
  },
  {
    id: "fork/hangs-from-the-step",
    rule: "in the history, the new branch hangs from the checkpoint of that step, not from anything that came later",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, stations } = await finishedTicket(t, t.random.int(5, 7));
      const before = await history(app, config);
      const idAt = (step: number) => idOf(before.find(({ metadata }) => metadata.step === step)?.config);
      const step = t.random.int(1, 2);
      await subject.fork(app, thread, step, { category: t.random.id("category") }, stations[step - 1]);
      const branch = await presentBranch(app, config);
      t.ok(branch.includes(idAt(step)!), "the checkpoint of the step is an ancestor of the new branch");
      t.ok(!branch.includes(idAt(step + 1)!), "what came after the step is no ancestor of the new branch");
    },
  },
  {
    id: "fork/as-node",
    rule: "the patch counts as written by asNode: what runs is what follows that station, wherever the fork is",
    points: 2,
    async run(subject, t) {
      const count = t.random.int(5, 7);
      const again = await finishedTicket(t, count);
      await subject.fork(again.app, again.thread, 3, { category: t.random.id("category") }, again.stations[0]);
      t.equal(again.ran, again.stations.slice(1), "the stations that ran after a patch as an earlier station");

      const skipping = await finishedTicket(t, count);
      await subject.fork(skipping.app, skipping.thread, 1, { category: t.random.id("category") }, skipping.stations[2]);
      t.equal(skipping.ran, skipping.stations.slice(3), "the stations that ran after a patch as a later station");
    },
  },
  {
    id: "fork/at-the-end",
    rule: "a fork behind the last station changes the result and runs nothing",
    points: 1,
    async run(subject, t) {
      const { app, thread, stations, category, ran } = await finishedTicket(t, t.random.int(2, 5));
      const right = t.random.id("category");
      const end = await subject.fork(app, thread, stations.length, { category: right }, stations.at(-1));
      t.equal(ran, [], "the stations that ran after a fork behind the last one");
      const expected = { category: right, log: entries(stations, category) };
      t.equal({ category: end?.category, log: end?.log }, expected, "what fork resolved with");
    },
  },
  {
    id: "fork/siblings",
    rule: "two forks of one step know nothing of each other, and both stay readable",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, stations, category } = await finishedTicket(t, oddCount(t));
      const tips = [];
      for (const right of [t.random.id("category"), t.random.id("category")]) {
        const note = t.random.id("note");
        await subject.fork(app, thread, 1, { category: right, log: [note] }, stations[0]);
        const log = [...entries(stations.slice(0, 1), category), note, ...entries(stations.slice(1), right)];
        tips.push({ config: (await app.getState(config)).config, values: { category: right, log } });
      }
      for (const { config, values } of tips)
        t.equal((await app.getState(config)).values, values, "the end of one of two forks, loaded by its id");
    },
  },
  {
    id: "fork/present-branch",
    rule: "the step is looked up on the branch that the thread is on now: after a fork, step numbers come twice",
    points: 2,
    async run(subject, t) {
      const { app, thread, config, stations, category } = await finishedTicket(t, t.random.int(4, 6));
      const original = await history(app, config);
      const at = (step: number) => original.find(({ metadata }) => metadata.step === step)!.config;
      // Somebody tried a fork at step 1, did not like it, and went back to the original at step 3.
      await app.invoke(null, await app.updateState(at(1), { category: t.random.id("category") }, stations[0]));
      await app.invoke(null, await app.updateState(at(3), { category: t.random.id("category") }, stations[2]));

      const right = t.random.id("category");
      const end = await subject.fork(app, thread, 2, { category: right }, stations[1]);
      const log = [...entries(stations.slice(0, 2), category), ...entries(stations.slice(2), right)];
      t.equal(end?.log, log, "the log after a fork at step 2 of the present branch");

      // And somebody who stayed on the fork: its step 3 is not that of the first run.
      const stayed = await finishedTicket(t, 4);
      const [first, second, ...rest] = stayed.stations;
      const past = (await history(stayed.app, stayed.config)).find(({ metadata }) => metadata.step === 1)!.config;
      const other = t.random.id("category");
      await stayed.app.invoke(null, await stayed.app.updateState(past, { category: other }, first));
      const again = await subject.fork(stayed.app, stayed.thread, 3, { category: right }, second);
      const expected = [`${first}: ${stayed.category}`, `${second}: ${other}`, ...entries(rest, right)];
      t.equal(again?.log, expected, "the log after a fork at step 3 of a branch that is a fork itself");
    },
  },
  {
    id: "fork/no-such-step",
    rule: "a step that the present branch does not have is refused with a RangeError; nothing runs, nothing is written",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, stations, ran } = await finishedTicket(t, t.random.int(2, 4));
      const before = (await history(app, config)).length;
      const step = stations.length + t.random.int(10, 99);
      const patch = { category: t.random.id("category") };
      await t.rejects(() => subject.fork(app, thread, step, patch, stations[0]), "a fork at a step that is not there", {
        name: "RangeError",
      });
      t.equal(ran, [], "the stations that ran");
      t.equal((await history(app, config)).length, before, "how many checkpoints the thread has");
    },
  },
];
