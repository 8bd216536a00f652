// Whether every row has an answer, and the row about what is saved.
import type { ConformanceTest } from "@forkpoint/conformance";

const PAIRS = ["saved", "missing-thread", "edited-past", "date", "crash", "namespace", "no-checkpointer"];
const CHOICES = ["first", "second", "neither"];

/** What a row says; "no answer" where it says nothing. */
async function said(subject: any, pair: string): Promise<string> {
  const answer: any = await subject.answer;
  const choice: unknown = answer?.[pair]?.so;
  return CHOICES.includes(choice as string) ? String(choice) : "no answer";
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "pair/every-row",
    rule: "each of the seven rows has an answer",
    points: 1,
    async run(subject, t) {
      const open = [];
      for (const pair of PAIRS) if ((await said(subject, pair)) === "no answer") open.push(pair);
      t.equal(open, [], "the rows without an answer");
    },
  },
  {
    id: "pair/saved",
    rule: "the answer about what is saved is as a run shows it",
    points: 1,
    async run(subject, t) {
      const { buildStations } = await t.guest.module("graphs.ts");
      const stations = ["plan", "write", "send"];
      const app = await buildStations(stations, async () => {}, await t.guest.saver(), "fan");
      const config = { configurable: { thread_id: t.random.id("fan") } };
      await app.invoke({ text: "hello" }, config);
      let behind = 0;
      for await (const { values } of app.getStateHistory(config)) if (values.log.length > 0) behind += 1;
      // Three nodes side by side, in one super-step.
      const happened = behind === 3 ? "first" : behind === 1 ? "second" : "neither";
      const answer = await said(subject, "saved");
      const evidence = `3 nodes side by side left ${behind} behind them: ${happened}`;
      if (answer !== happened) t.fail(`the answer about what is saved: ${answer}`, evidence, answer);
    },
  },
];
