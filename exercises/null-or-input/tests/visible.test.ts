// Whether the table is full, and what happens on a fresh thread.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const THREADS = ["fresh", "finished", "crashed", "paused"];
const CALLS = ["null", "empty", "input"];
const CHOICES = ["refused", "nothing", "start", "rest", "asks"];

/** What a cell of the table says; undefined where there is none. */
async function cell(subject: any, thread: string, call: string): Promise<unknown> {
  const answer: any = await subject.answer;
  return answer?.[thread]?.[call];
}

/** A fresh thread called with that input: whether it threw, and which stations ran. */
async function callFresh(t: TestContext, input: object | null) {
  const { buildStations } = await t.guest.module("stations.ts");
  const stations = ["reserve", "charge", "ship"];
  const ran: string[] = [];
  const app = await buildStations(await t.guest.saver(), stations, async (station: string) => {
    ran.push(station);
  });
  const threw = await app.invoke(input, { configurable: { thread_id: t.random.id("fresh") } }).then(
    () => false,
    () => true,
  );
  return { threw, ran, first: stations[0] };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "grid/every-cell",
    rule: "each of the twelve cells says what happens when that thread is called that way",
    points: 1,
    async run(subject, t) {
      let filled = 0;
      for (const thread of THREADS)
        for (const call of CALLS) if (CHOICES.includes(String(await cell(subject, thread, call)))) filled += 1;
      t.equal(filled, THREADS.length * CALLS.length, "how many cells say something");
    },
  },
  {
    id: "grid/fresh",
    rule: "the row of the fresh thread is as a run shows it",
    points: 1,
    async run(subject, t) {
      const inputs = { null: null, empty: {}, input: { log: [t.random.id("order")] } };
      for (const [call, input] of Object.entries(inputs)) {
        const { threw, ran, first } = await callFresh(t, input);
        const happened = threw ? "refused" : ran.length === 0 ? "nothing" : ran[0] === first ? "start" : "rest";
        const said = await cell(subject, "fresh", call);
        const name = CHOICES.includes(said as string) ? String(said) : "no answer";
        const evidence = `threw: ${threw}; ran: ${ran.join(", ") || "nothing"}`;
        if (said !== happened) t.fail(`a fresh thread, called with ${call}, said to be: ${name}`, evidence, said);
      }
    },
  },
];
