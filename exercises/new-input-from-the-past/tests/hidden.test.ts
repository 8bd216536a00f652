// Other checks, every place in the turn, and turns that came later.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A case that was answered once for each turn; `ran` lists what ran since then, and what had been told by then. */
async function answeredCase(t: TestContext, turns = 1) {
  const { buildDesk } = await t.guest.module("desk.ts");
  const checks = Array.from({ length: t.random.int(2, 3) }, () => t.random.id("check"));
  const ran: { station: string; told: readonly string[] }[] = [];
  const app = await buildDesk(await t.guest.saver(), checks, async (station: string, told: string[]) => {
    ran.push({ station, told });
    return station;
  });
  const thread = t.random.id("case");
  const config = { configurable: { thread_id: thread } };
  const told = Array.from({ length: turns }, () => t.random.id("told"));
  for (const entry of told) await app.invoke({ told: [entry] }, config);
  ran.length = 0;
  /** The super-steps of a turn. */
  const way = [["intake"], checks, ["decide"], ["answer"]];
  return { app, thread, config, told, news: t.random.id("news"), ran, way, rows: await history(app, config) };
}

/** Oldest first. A turn of four super-steps leaves six rows; the second is the one at which intake comes next. */
async function history(app: any, config: unknown): Promise<any[]> {
  const rows = [];
  for await (const row of app.getStateHistory(config)) rows.unshift(row);
  return rows;
}

const idOf = ({ config }: any): string => config.configurable.checkpoint_id;

/** Checks run side by side, so their order says nothing. */
const sorted = (stations: readonly string[]) => [...stations].sort();

/** Says in words what the newest run began with, after so many rows: that tells one wrong idea from another. */
async function howItBegan(app: any, config: unknown, rowsBefore: number): Promise<string> {
  const sources = (await history(app, config)).slice(rowsBefore).map(({ metadata }): string => metadata.source);
  const began = sources.filter((source) => source !== "loop");
  return began.map((source) => `${source === "fork" ? "a" : "an"} ${source}`).join(" and ") || "nothing new";
}

/** News at the place where that many super-steps of the turn are over. */
async function tellMidway(subject: any, t: TestContext, done: number, what: string): Promise<void> {
  const { app, thread, config, told, news, ran, way, rows } = await answeredCase(t);
  const end = await subject.tell(app, thread, idOf(rows[done + 1]), { told: [news] });
  const how = await howItBegan(app, config, rows.length);
  const stations = sorted(ran.map(({ station }) => station));
  t.equal(stations, sorted(way.slice(done).flat()), `the stations that ran ${what}: the run began with ${how}`);
  const known = ran.map((each) => each.told);
  t.equal(
    known,
    known.map(() => [...told, news]),
    `what the stations knew that ran ${what}`,
  );
  t.equal(sorted(end?.log ?? []), sorted(way.flat()), `the log at the end, after news ${what}`);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "midway/behind-the-input",
    rule: "news behind the input reaches all stations, and each runs once",
    points: 1,
    run: (subject, t) => tellMidway(subject, t, 0, "behind the input"),
  },
  {
    id: "midway/behind-intake",
    rule: "news behind intake reaches the checks, and intake does not run again",
    points: 1,
    run: (subject, t) => tellMidway(subject, t, 1, "behind intake"),
  },
  {
    id: "midway/behind-the-checks",
    rule: "news behind the checks, which ran side by side, reaches decide, and no check runs again",
    points: 2,
    run: (subject, t) => tellMidway(subject, t, 2, "behind the checks"),
  },
  {
    id: "midway/behind-decide",
    rule: "news behind decide reaches answer, and nothing in the state is there twice",
    points: 1,
    run: (subject, t) => tellMidway(subject, t, 3, "behind decide"),
  },
  {
    id: "midway/earlier-turn",
    rule: "in the middle of an earlier turn, the stations that came next run, and know nothing that was told later",
    points: 1,
    async run(subject, t) {
      const { app, thread, told, news, ran, way, rows } = await answeredCase(t, 2);
      const done = t.random.int(1, 2);
      await subject.tell(app, thread, idOf(rows[done + 1]), { told: [news] });
      t.equal(sorted(ran.map(({ station }) => station)), sorted(way.slice(done).flat()), "the stations that ran");
      t.equal(ran.at(-1)?.told, [told[0], news], "what answer knew");
    },
  },
  {
    id: "ended/on-what-was-known",
    rule: "a new turn runs on what was known at that checkpoint, and on nothing that was told later",
    points: 2,
    async run(subject, t) {
      const { app, thread, told, news, ran, way, rows } = await answeredCase(t, 2);
      await subject.tell(app, thread, idOf(rows[5]), { told: [news] });
      t.equal(sorted(ran.map(({ station }) => station)), sorted(way.flat()), "the stations of the new turn");
      const known = ran.map((each) => each.told);
      t.equal(
        known,
        known.map(() => [told[0], news]),
        "what the stations of the new turn knew",
      );
    },
  },
  {
    id: "always/resolves-with-the-end",
    rule: "tell resolves with the state at the end, and the thread answers with it",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, told, news, way, rows } = await answeredCase(t);
      for (const row of [rows[3], rows[5]]) {
        const end = await subject.tell(app, thread, idOf(row), { told: [news] });
        const { values, next } = await app.getState(config);
        t.equal({ values, next }, { values: end, next: [] }, "what the thread answers, beside what tell resolved with");
        t.equal(end?.told, [...told, news], "what has been told at the end");
        t.ok(end?.log?.length >= way.flat().length, "the log at the end holds a whole turn");
      }
    },
  },
  {
    id: "always/past-kept",
    rule: "every checkpoint that was there before is still there and reads the same",
    points: 2,
    async run(subject, t) {
      const { app, thread, config, news, ran, rows } = await answeredCase(t);
      await subject.tell(app, thread, idOf(rows[4]), { told: [news] });
      await subject.tell(app, thread, idOf(rows[5]), { told: [news] });
      t.ok(ran.length > 0, "something ran");
      const seen = (list: any[]) => list.map(({ config, values, next }) => ({ id: idOf({ config }), values, next }));
      const now = (await history(app, config)).slice(0, rows.length);
      t.equal(seen(now), seen(rows), "the checkpoints that were there before");
      for (const row of rows)
        t.equal((await app.getState(row.config)).values, row.values, "an earlier checkpoint, loaded by its id");
    },
  },
];
