// Finished, crashed, killed and paused threads, called for real; each cell is compared with what then happened.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Row {
  readonly stations: readonly string[];
  /** The station that fails, is killed, or asks. */
  readonly stop: string;
}

const shop: Row = { stations: ["reserve", "charge", "ship"], stop: "charge" };

/** Any number of stations; never the first stops, or "what was left" and "everything" would be the same. */
function anyRow(t: TestContext): Row {
  const stations = Array.from({ length: t.random.int(4, 5) }, () => t.random.id("station"));
  return { stations, stop: t.random.pick(stations.slice(1)) };
}

/** A thread in that state, and what its stations do from now on. */
async function threadIn(t: TestContext, state: string, { stations, stop }: Row) {
  const { buildStations } = await t.guest.module("stations.ts");
  const ran: string[] = [];
  let fails = state === "crashed";
  const asks = state === "paused" ? stop : undefined;
  const app = await buildStations(
    await t.guest.saver(),
    stations,
    async (station: string) => {
      ran.push(station);
      if (fails && station === stop) throw new Error(`${station} has failed`);
    },
    asks,
  );
  const config = { configurable: { thread_id: t.random.id(state) } };
  if (state !== "fresh") await app.invoke({ log: [t.random.id("order")] }, config).catch(() => {});
  fails = false;
  ran.length = 0;
  return { app, config, ran };
}

/** What a call did, as one of the choices, and as one reads it. */
async function callWith(input: object | null, { app, config, ran }: any, { stations }: Row) {
  ran.length = 0;
  let end: any;
  let error: string | null = null;
  try {
    end = await app.invoke(input, config);
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.name : String(thrown);
  }
  const asked = (end?.__interrupt__ ?? []).length > 0;
  const evidence = `ran: ${ran.join(", ") || "nothing"}${error ? `; threw ${error}` : ""}${asked ? "; asked" : ""}`;
  if (ran[0] === stations[0]) return { choice: "start", evidence };
  if (error !== null) return { choice: "refused", evidence };
  return { choice: ran.length === 0 ? "nothing" : asked ? "asks" : "rest", evidence };
}

const inputsFor = (t: TestContext) => ({ null: null, empty: {}, input: { log: [t.random.id("order")] } });

/** What a cell says, in the words of the form: that tells one wrong idea from another, and from none. */
const nameOf = (said: unknown) =>
  ["refused", "nothing", "start", "rest", "asks"].includes(said as string) ? String(said) : "no answer";

async function checkRow(subject: any, t: TestContext, state: string, row: Row, what: string): Promise<void> {
  const answer: any = await subject.answer;
  for (const [call, input] of Object.entries(inputsFor(t))) {
    const { choice, evidence } = await callWith(input, await threadIn(t, state, row), row);
    const said = answer?.[state]?.[call];
    if (said !== choice) t.fail(`${what}, called with ${call}, said to be: ${nameOf(said)}`, evidence, said);
  }
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "grid/finished",
    rule: "the row of the finished thread is as a run shows it",
    points: 2,
    run: (subject, t) => checkRow(subject, t, "finished", shop, "a finished thread"),
  },
  {
    id: "grid/crashed",
    rule: "the row of the crashed thread is as a run shows it",
    points: 2,
    run: (subject, t) => checkRow(subject, t, "crashed", shop, "a crashed thread"),
  },
  {
    id: "grid/killed",
    rule: "the row of the crashed thread is also right for one whose program was killed",
    points: 1,
    async run(subject, t) {
      const { stations, stop } = shop;
      const { buildStations } = await t.guest.module("stations.ts");
      const saver = await t.guest.saver();
      const answer: any = await subject.answer;
      const calls = Object.entries(inputsFor(t)).map(([call, input]) => {
        return { call, input, config: { configurable: { thread_id: t.random.id(call) } } };
      });
      for (const { config } of calls)
        await new Promise<void>((reached) => {
          // Never resolves: the program ends while this station runs.
          const runs = (station: string) => (station === stop ? new Promise<void>(() => reached()) : Promise.resolve());
          void (async () => {
            const app = await buildStations(saver, stations, runs);
            await app.invoke({ log: [t.random.id("order")] }, { ...config, durability: "sync" });
          })().catch(() => {});
        });
      await t.restartGuest();

      const again = await t.guest.module("stations.ts");
      const ran: string[] = [];
      const app = await again.buildStations(await t.guest.saver(), stations, async (station: string) => {
        ran.push(station);
      });
      for (const { call, input, config } of calls) {
        const { choice, evidence } = await callWith(input, { app, config, ran }, shop);
        const said = answer?.crashed?.[call];
        if (said !== choice)
          t.fail(`a killed thread, called with ${call}, said to be: ${nameOf(said)}`, evidence, said);
      }
    },
  },
  {
    id: "grid/paused",
    rule: "the row of the paused thread is as a run shows it",
    points: 2,
    run: (subject, t) => checkRow(subject, t, "paused", shop, "a paused thread"),
  },
  {
    id: "grid/any-length",
    rule: "the table is right for rows of stations of any length, wherever they fail or ask, but for the first station",
    points: 1,
    async run(subject, t) {
      for (const state of ["crashed", "paused"]) await checkRow(subject, t, state, anyRow(t), `a longer row, ${state}`);
    },
  },
];
