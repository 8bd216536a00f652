// Each pair of statements is run; what a row says is compared with what then happened.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const CHOICES = ["first", "second", "neither"];

/** Compares what a row says with what happened. What it says is in the words, as that tells one wrong idea from another. */
async function compare(t: TestContext, subject: any, pair: string, happened: string, evidence: string): Promise<void> {
  const answer: any = await subject.answer;
  const choice: unknown = answer?.[pair]?.so;
  const name = CHOICES.includes(choice as string) ? String(choice) : "no answer";
  if (name !== happened) t.fail(`the answer to “${pair}”: ${name}`, `${evidence}: ${happened}`, name);
}

/** Stations in a row over a saver; `ran` lists which ran, and with which text. One that is in `failing` fails. */
async function openRow(t: TestContext, withSaver = true) {
  const { buildStations } = await t.guest.module("graphs.ts");
  const stations = Array.from({ length: 3 }, () => t.random.id("station"));
  const ran: { station: string; text: string }[] = [];
  const failing = new Set<string>();
  const runs = async (station: string, text: string) => {
    ran.push({ station, text });
    if (failing.has(station)) throw new Error(`${station} has failed`);
  };
  const app = await buildStations(stations, runs, withSaver ? await t.guest.saver() : undefined);
  return { app, stations, ran, failing, config: { configurable: { thread_id: t.random.id("thread") } } };
}

const names = (ran: readonly { station: string }[]) => ran.map(({ station }) => station).join();

export const tests: readonly ConformanceTest[] = [
  {
    id: "pair/missing-thread",
    rule: "the answer about a missing thread is as a run shows it",
    points: 1,
    async run(subject, t) {
      const { app } = await openRow(t);
      const error: unknown = await (async () => app.invoke({ text: t.random.word() }, {}))().then(
        () => null,
        (thrown) => thrown,
      );
      const happened = error === null ? "second" : String(error).includes("thread_id") ? "first" : "neither";
      await compare(t, subject, "missing-thread", happened, error === null ? "the call ended well" : "the call failed");
    },
  },
  {
    id: "pair/edited-past",
    rule: "the answer about an edited past is as a run shows it",
    points: 2,
    async run(subject, t) {
      const { app, stations, ran, config } = await openRow(t);
      const [before, after] = [t.random.id("text"), t.random.id("text")];
      await app.invoke({ text: before }, config);
      let past: any;
      for await (const row of app.getStateHistory(config)) if (row.next[0] === stations[1]) past = row;
      const returned = await app.updateState(past.config, { text: after }, stations[0]);
      const found: Record<string, boolean> = {};
      for (const [from, at] of [["returned", returned] as const, ["past", past.config] as const]) {
        ran.length = 0;
        await app.invoke(null, at);
        found[from] = ran.length > 0 && ran.every(({ text }) => text === after);
      }
      const happened = found.returned === found.past ? "neither" : found.returned ? "first" : "second";
      const evidence = `with the edit from the returned config: ${found.returned}, from the old one: ${found.past}`;
      await compare(t, subject, "edited-past", happened, evidence);
    },
  },
  {
    id: "pair/date",
    rule: "the answer about a Date is as a run shows it",
    points: 2,
    async run(subject, t) {
      const { buildDate } = await t.guest.module("graphs.ts");
      const found: string[] = [];
      const app = await buildDate(async (kind: string) => {
        found.push(kind);
      });
      const config = { configurable: { thread_id: t.random.id("thread") } };
      const failed: boolean = await (async () => {
        await app.invoke({}, { ...config, interruptBefore: ["read"] });
        await app.invoke(null, config);
      })().then(
        () => false,
        () => true,
      );
      const happened = failed ? "second" : found[0] === "a Date" ? "first" : "neither";
      await compare(t, subject, "date", happened, failed ? "there was an error" : `the next node found ${found[0]}`);
    },
  },
  {
    id: "pair/crash",
    rule: "the answer about a crash is as a run shows it",
    points: 2,
    async run(subject, t) {
      const rest: Record<string, boolean> = {};
      let evidence = "";
      for (const [kind, input] of [["message", { text: t.random.word() }] as const, ["null", null] as const]) {
        const { app, stations, ran, failing, config } = await openRow(t);
        failing.add(stations[1]!);
        await (async () => app.invoke({ text: t.random.word() }, config))().catch(() => {});
        failing.clear();
        ran.length = 0;
        await app.invoke(input, config);
        rest[kind] = names(ran) === stations.slice(1).join();
        evidence += `with ${kind}, ${rest[kind] ? "only what was left" : "something else"} ran; `;
      }
      const happened = rest.message ? "first" : rest.null ? "second" : "neither";
      await compare(t, subject, "crash", happened, evidence);
    },
  },
  {
    id: "pair/namespace",
    rule: "the answer about the namespace is as a run shows it",
    points: 1,
    async run(subject, t) {
      const { app, stations, config } = await openRow(t);
      const within = (checkpoint_ns: string) => ({ configurable: { ...config.configurable, checkpoint_ns } });
      await app.invoke({ text: t.random.word() }, within(t.random.id("assistant")));
      const { log } = await app.invoke({ text: t.random.word() }, within(t.random.id("assistant")));
      const shared = log.length === 2 * stations.length;
      await compare(
        t,
        subject,
        "namespace",
        shared ? "first" : "second",
        `the second found the first's log: ${shared}`,
      );
    },
  },
  {
    id: "pair/no-checkpointer",
    rule: "the answer about a graph without a checkpointer is as a run shows it",
    points: 1,
    async run(subject, t) {
      const logs: Record<string, number> = {};
      for (const withSaver of [false, true]) {
        const { app, stations, config } = await openRow(t, withSaver);
        await app.invoke({ text: t.random.word() }, config);
        const { log } = await app.invoke({ text: t.random.word() }, config);
        logs[withSaver ? "with" : "without"] = log.length / stations.length;
      }
      const happened = logs.without === 2 ? "first" : logs.with === 2 ? "second" : "neither";
      const evidence = `calls in the log without a checkpointer: ${logs.without}, with one: ${logs.with}`;
      await compare(t, subject, "no-checkpointer", happened, evidence);
    },
  },
];
