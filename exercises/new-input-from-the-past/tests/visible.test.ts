// The case of the story: two checks side by side. The work is done on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A case that was answered once; `ran` lists what ran since then, and what the customer had told by then. */
async function answeredCase(t: TestContext) {
  const { buildDesk } = await t.guest.module("desk.ts");
  const ran: { station: string; told: readonly string[] }[] = [];
  const app = await buildDesk(await t.guest.saver(), ["credit", "income"], async (station: string, told: string[]) => {
    ran.push({ station, told });
    return station;
  });
  const [thread, first, news] = [t.random.id("case"), t.random.id("told"), t.random.id("news")];
  const config = { configurable: { thread_id: thread } };
  await app.invoke({ told: [first] }, config);
  ran.length = 0;
  const rows: any[] = [];
  for await (const row of app.getStateHistory(config)) rows.push(row);
  const before = (...next: string[]): string =>
    rows.find((row) => row.next.join() === next.join()).config.configurable.checkpoint_id;
  return { app, thread, first, news, ran, before };
}

/** Says in words what the newest run began with: that tells one wrong idea from another. */
async function howItBegan(app: any, thread: string): Promise<string> {
  const sources: string[] = [];
  for await (const { metadata } of app.getStateHistory({ configurable: { thread_id: thread } }))
    sources.unshift(metadata.source);
  // Six rows were there before.
  const began = sources.slice(6).filter((source) => source !== "loop");
  return began.length > 0
    ? began.map((source) => `${source === "fork" ? "a" : "an"} ${source}`).join(" and ")
    : "nothing new";
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "midway/runs-what-is-left",
    rule: "the stations that came next run, once each, and no earlier ones",
    points: 1,
    async run(subject, t) {
      const { app, thread, news, ran, before } = await answeredCase(t);
      await subject.tell(app, thread, before("answer"), { told: [news] });
      const stations = ran.map(({ station }) => station);
      const how = await howItBegan(app, thread);
      t.equal(stations, ["answer"], `the stations that ran when answer came next: the run began with ${how}`);
    },
  },
  {
    id: "midway/news-are-known",
    rule: "the stations that run know the news, after what was told before",
    points: 1,
    async run(subject, t) {
      const { app, thread, first, news, ran, before } = await answeredCase(t);
      await subject.tell(app, thread, before("answer"), { told: [news] });
      t.equal(ran.at(-1)?.told, [first, news], "what answer knew when it ran");
    },
  },
  {
    id: "ended/new-turn",
    rule: "at the end of a turn, the news begins a new turn: every station runs once",
    points: 1,
    async run(subject, t) {
      const { app, thread, news, ran, before } = await answeredCase(t);
      await subject.tell(app, thread, before(), { told: [news] });
      const stations = ran.map(({ station }) => station).sort();
      t.equal(stations, ["answer", "credit", "decide", "income", "intake"], "the stations that ran behind the end");
    },
  },
];
