// The loan of the story. The work is done on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const STAGES = [["intake"], ["fraud", "credit"], ["decide"], ["mail"]];

/** A loan that waits before its decision; `ran` lists what ran since then. */
async function waitingLoan(t: TestContext) {
  const { buildFlow } = await t.guest.module("flow.ts");
  const ran: string[] = [];
  const app = await buildFlow(await t.guest.saver(), STAGES, async (node: string, amount: number) => {
    ran.push(node);
    return `${node}: ${amount}`;
  });
  const thread = t.random.id("loan");
  const config = { configurable: { thread_id: thread } };
  await app.invoke({ amount: t.random.int(1, 99) }, { ...config, interruptBefore: ["decide"] });
  ran.length = 0;
  return { app, thread, config, ran };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "send/next",
    rule: "afterwards exactly the nodes of the stage are next, and sendTo resolves with their names",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await waitingLoan(t);
      for (const stage of [2, 1]) {
        const told = await subject.sendTo(app, STAGES, thread, { amount: 100 + stage }, stage);
        const { next } = await app.getState(config);
        t.equal([...next].sort(), [...STAGES[stage]!].sort(), "the nodes that are next");
        t.equal([...(told ?? [])].sort(), [...STAGES[stage]!].sort(), "what sendTo resolved with");
      }
    },
  },
  {
    id: "send/patch-once",
    rule: "the correction is in the state, once; everything else in the state stays as the thread had it last",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await waitingLoan(t);
      const { values: before } = await app.getState(config);
      const [amount, note] = [t.random.int(100, 999), t.random.id("note")];
      await subject.sendTo(app, STAGES, thread, { amount, log: [note] }, 2);
      const { values } = await app.getState(config);
      t.equal(values, { amount, log: [...before.log, note] }, "the state after the correction");
    },
  },
  {
    id: "send/runs-nothing",
    rule: "sendTo runs nothing; the next invoke with null runs that stage and those after it, with the correction",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, ran } = await waitingLoan(t);
      const amount = t.random.int(100, 999);
      await subject.sendTo(app, STAGES, thread, { amount }, 2);
      t.equal(ran, [], "the nodes that sendTo ran");
      const { log } = await app.invoke(null, config);
      t.equal(ran, ["decide", "mail"], "the nodes that ran after sending to the decision");
      t.equal(log.slice(-2), [`decide: ${amount}`, `mail: ${amount}`], "what they wrote");
    },
  },
];
