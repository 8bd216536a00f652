// An incident with numbers of its own. The first bad checkpoint is found here by walking up from the newest.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function incident(t: TestContext) {
  const { buildDesk, happen } = await t.guest.module("incident.ts");
  const desk = await buildDesk(await t.guest.saver());
  const thread = t.random.id("desk");
  const amounts = Array.from({ length: 4 }, () => t.random.int(2, 9));
  const right = t.random.int(2, 9);
  await happen(desk, thread, amounts, right, -right);
  const rows = new Map<string, any>();
  for await (const row of desk.getStateHistory({ configurable: { thread_id: thread } }))
    rows.set(row.config.configurable.checkpoint_id, row);
  const newest = [...rows.values()][0];
  let bad = newest;
  for (let row = newest; row; row = rows.get(row.parentConfig?.configurable.checkpoint_id))
    if (row.values.price < 0) bad = row;
  const first: string = bad.config.configurable.checkpoint_id;
  return { desk, thread, right, first, bad: bad.values, newest };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/first-bad",
    rule: "firstBad finds the first bad checkpoint of the line that the newest one descends from",
    points: 2,
    async run(subject, t) {
      const { desk, thread, first } = await incident(t);
      t.equal(
        (await subject.firstBad(desk, thread)) === first,
        true,
        "whether it is the first bad checkpoint of its line",
      );
    },
  },
  {
    id: "answer/mend",
    rule: "mend ends with the price and the answer that the turn of the incident would have had; the old line stays, and the fork is the newest",
    points: 2,
    async run(subject, t) {
      const { desk, thread, right, bad, newest } = await incident(t);
      const end = await subject.mend(desk, thread, right);
      const price = bad.amount * right;
      const wanted = { amount: bad.amount, rate: right, price, answers: [...bad.answers, `That makes ${price}.`] };
      t.equal(end, wanted, "the values at the end of the fork");
      t.equal((await desk.getState(newest.config)).values, newest.values, "the end of the old line");
      t.equal((await desk.getState({ configurable: { thread_id: thread } })).values, wanted, "the newest values");
    },
  },
  {
    id: "evidence/difference",
    rule: "changed tells the end of the fork from the same turn of the old line: price, rate and answers, and not the amount",
    points: 1,
    async run(subject, t) {
      const { buildDesk } = await t.guest.module("incident.ts");
      const desk = await buildDesk(await t.guest.saver());
      const config = { configurable: { thread_id: t.random.id("desk") } };
      const rate = t.random.int(2, 9);
      const bad = await desk.invoke({ amount: t.random.int(2, 9), rate: -rate }, config);
      let uncounted: any;
      for await (const row of desk.getStateHistory(config)) if (row.next[0] === "count") uncounted = row.config;
      const mended = await desk.invoke(null, await desk.updateState(uncounted, { rate }));
      const differs = Object.keys(mended).filter((name) => JSON.stringify(mended[name]) !== JSON.stringify(bad[name]));
      t.equal(await subject.changed(bad, mended), differs.sort(), "the fields that the fork has changed");
      const shifted = { ...bad, answers: [...bad.answers] };
      t.equal(await subject.changed(bad, shifted), [], "the fields that differ in a copy");
    },
  },
];
