// Any number of stations, any checkpoint, copies of copies, and names that are taken.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const onThread = (thread: string, checkpoint?: string) => ({
  configurable: { thread_id: thread, ...(checkpoint ? { checkpoint_id: checkpoint } : {}) },
});

/** A ticket that has passed through all its stations once; `ran` lists the stations that ran since then. */
async function finishedTicket(t: TestContext, count = t.random.int(3, 4)) {
  const { buildPipeline } = await t.guest.module("pipeline.ts");
  const stations = Array.from({ length: count }, () => t.random.id("station"));
  const ran: string[] = [];
  const build = (saver: unknown) =>
    buildPipeline(saver, stations, async (station: string, category: string) => {
      ran.push(station);
      return `${station}: ${category}`;
    });
  const saver = await t.guest.saver();
  const app = await build(saver);
  const [thread, to, category] = [t.random.id("ticket"), t.random.id("training"), t.random.id("category")];
  await app.invoke({ category }, onThread(thread));
  ran.length = 0;
  const rows = await history(app, thread);
  /** The checkpoint behind that many stations. */
  const behind = (stationsDone: number): string => idOf(rows[stationsDone + 1].config)!;
  return { app, build, saver, thread, to, stations, category, ran, rows, behind };
}

/** Oldest first. */
async function history(app: any, thread: string): Promise<any[]> {
  const rows = [];
  for await (const row of app.getStateHistory(onThread(thread))) rows.unshift(row);
  return rows;
}

const idOf = (config: any): string | undefined => config?.configurable?.checkpoint_id;

const entries = (stations: readonly string[], category: string) => stations.map((station) => `${station}: ${category}`);

export const tests: readonly ConformanceTest[] = [
  {
    id: "copy/any-checkpoint",
    rule: "a copy holds the state of its checkpoint and goes on with what came next: behind the input, behind each station, behind the last",
    points: 3,
    async run(subject, t) {
      const { app, thread, stations, category, ran, behind } = await finishedTicket(t);
      for (const done of [0, t.random.int(1, 2), stations.length]) {
        const to = t.random.id("training");
        await subject.branchOff(app, thread, behind(done), to);
        const { values, next } = await app.getState(onThread(to));
        const log = entries(stations.slice(0, done), category);
        const copied = { category: values.category, log: values.log, next };
        t.equal(copied, { category, log, next: stations.slice(done, done + 1) }, "a copy of some checkpoint");
        ran.length = 0;
        await app.invoke(null, onThread(to));
        t.equal(ran, stations.slice(done), "the stations that ran on the copy");
      }
    },
  },
  {
    id: "copy/stands-alone",
    rule: "none of the checkpoints of the new thread names a parent that it does not hold",
    points: 2,
    async run(subject, t) {
      const { app, thread, to, behind } = await finishedTicket(t);
      await subject.branchOff(app, thread, behind(1), to);
      await app.invoke(null, onThread(to));
      const rows = await history(app, to);
      t.ok(rows.length > 0, "the new thread has checkpoints");
      const held = rows.map(({ config }) => idOf(config));
      const phantoms = rows.filter(({ parentConfig }) => parentConfig && !held.includes(idOf(parentConfig)));
      t.equal(phantoms.length, 0, "how many checkpoints of the copy name a parent that is not there");
    },
  },
  {
    id: "copy/original-alone",
    rule: "the original is left alone: the same checkpoints, the same state",
    points: 1,
    async run(subject, t) {
      const { app, thread, to, rows, behind } = await finishedTicket(t);
      await subject.branchOff(app, thread, behind(2), to);
      t.ok((await history(app, to)).length > 0, "the new thread has checkpoints");
      const seen = (list: any[]) => list.map(({ config, values, next }) => ({ id: idOf(config), values, next }));
      t.equal(seen(await history(app, thread)), seen(rows), "the history of the original after a copy was made");
    },
  },
  {
    id: "copy/refused",
    rule: "a name that is taken, and a checkpoint that the thread does not have, are refused with a RangeError; nothing is written",
    points: 2,
    async run(subject, t) {
      const { app, thread, to, behind } = await finishedTicket(t, 3);
      const other = t.random.id("ticket");
      await app.invoke({ category: t.random.id("category") }, onThread(other));
      const before = (await history(app, other)).length;
      await t.rejects(() => subject.branchOff(app, thread, behind(1), other), "a copy under a name that is taken", {
        name: "RangeError",
      });
      t.equal((await history(app, other)).length, before, "how many checkpoints the taken thread has");
      const elsewhere = () => subject.branchOff(app, other, behind(1), to);
      await t.rejects(elsewhere, "a copy of a checkpoint of another thread", { name: "RangeError" });
      t.equal((await history(app, to)).length, 0, "how many checkpoints a refused copy has");
    },
  },
  {
    id: "origin/stays",
    rule: "originOf still names the origin at the end of the run and after a further turn",
    points: 1,
    async run(subject, t) {
      const { app, thread, to, behind } = await finishedTicket(t);
      const checkpoint = behind(1);
      await subject.branchOff(app, thread, checkpoint, to);
      await app.invoke(null, onThread(to));
      t.equal(await subject.originOf(app, to), { thread, checkpoint }, "the origin at the end of the run");
      await app.invoke({ category: t.random.id("category") }, onThread(to));
      t.equal(await subject.originOf(app, to), { thread, checkpoint }, "the origin after a further turn");
    },
  },
  {
    id: "origin/copy-of-a-copy",
    rule: "the copy of a copy names the copy",
    points: 1,
    async run(subject, t) {
      const { app, thread, to, behind } = await finishedTicket(t);
      await subject.branchOff(app, thread, behind(1), to);
      await app.invoke(null, onThread(to));
      const again = t.random.id("training");
      const checkpoint = idOf((await app.getState(onThread(to))).config);
      await subject.branchOff(app, to, checkpoint, again);
      t.equal(await subject.originOf(app, again), { thread: to, checkpoint }, "the origin of the copy of a copy");
    },
  },
  {
    id: "origin/none",
    rule: "originOf says null for a thread that is no copy",
    points: 1,
    async run(subject, t) {
      const { app, thread, to, behind } = await finishedTicket(t, 3);
      await subject.branchOff(app, thread, behind(1), to);
      t.ok((await subject.originOf(app, to)) !== null, "a copy has an origin");
      t.equal(await subject.originOf(app, thread), null, "the origin of a thread that is no copy");
    },
  },
  {
    id: "origin/in-the-database",
    rule: "a second graph over the same saver knows the origin; a thread of the same name in another database has none",
    points: 1,
    async run(subject, t) {
      const { app, build, saver, thread, to, category, behind } = await finishedTicket(t, 3);
      const checkpoint = behind(2);
      await subject.branchOff(app, thread, checkpoint, to);
      const second = await build(saver);
      t.equal(await subject.originOf(second, to), { thread, checkpoint }, "the origin, asked through a second graph");
      const elsewhere = await build(await t.guest.saver("elsewhere"));
      await elsewhere.invoke({ category }, onThread(to));
      t.equal(
        await subject.originOf(elsewhere, to),
        null,
        "the origin of a thread of the same name in another database",
      );
    },
  },
];
