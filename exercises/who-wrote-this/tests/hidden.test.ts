// Stages of any number and width, threads in any condition. The work is done on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Loan {
  readonly app: any;
  readonly stages: readonly (readonly string[])[];
  readonly thread: string;
  readonly config: { readonly configurable: { readonly thread_id: string } };
  readonly ran: string[];
}

/** A thread that nothing was written to; stages as wide as `widths`. */
async function freshLoan(t: TestContext, widths: readonly number[]): Promise<Loan> {
  const { buildFlow } = await t.guest.module("flow.ts");
  const stages = widths.map((width) => Array.from({ length: width }, () => t.random.id("node")));
  const ran: string[] = [];
  const app = await buildFlow(await t.guest.saver(), stages, async (node: string, amount: number) => {
    ran.push(node);
    return `${node}: ${amount}`;
  });
  const thread = t.random.id("loan");
  return { app, stages, thread, config: { configurable: { thread_id: thread } }, ran };
}

/** The last stage has one node: after it, a button that names nobody is not even warned. */
const anyWidths = (t: TestContext) => [...t.random.shuffle([1, 2, t.random.int(1, 3)]), 1];

/** What is next according to the stages: the reference. */
const namesOf = (loan: Loan, stage: number) => [...(loan.stages[stage] ?? [])].sort();

async function nextOf({ app, config }: Loan): Promise<string[]> {
  return [...(await app.getState(config)).next].sort();
}

async function idsOf({ app, config }: Loan): Promise<{ id: string; parent: string | undefined }[]> {
  const rows = [];
  for await (const { config: at, parentConfig } of app.getStateHistory(config))
    rows.push({ id: at.configurable.checkpoint_id, parent: parentConfig?.configurable?.checkpoint_id });
  return rows;
}

const send = (subject: any, t: TestContext, { app, stages, thread }: Loan, stage: number) =>
  subject.sendTo(app, stages, thread, { amount: t.random.int(100, 999) }, stage);

export const tests: readonly ConformanceTest[] = [
  {
    id: "send/finished",
    rule: "a loan that is through all its stages can be sent to any of them, in any order",
    points: 2,
    async run(subject, t) {
      const loan = await freshLoan(t, anyWidths(t));
      await loan.app.invoke({ amount: 1 }, loan.config);
      for (const stage of t.random.shuffle(Object.keys(loan.stages).map(Number))) {
        await send(subject, t, loan, stage);
        t.equal(await nextOf(loan), namesOf(loan, stage), "what is next on a loan that was finished");
      }
    },
  },
  {
    id: "send/first-stage",
    rule: "sent to stage 0, a loan begins anew with what it holds: the first nodes are next, and nothing has run",
    points: 1,
    async run(subject, t) {
      const loan = await freshLoan(t, [t.random.int(1, 2), 1, 2]);
      await loan.app.invoke({ amount: 1 }, loan.config);
      loan.ran.length = 0;
      await send(subject, t, loan, 0);
      t.equal(loan.ran, [], "the nodes that ran when a loan was sent to the first stage");
      t.equal(await nextOf(loan), namesOf(loan, 0), "what is next on a loan that was sent to the first stage");
    },
  },
  {
    id: "send/side-by-side",
    rule: "it works where the last to run were nodes side by side",
    points: 2,
    async run(subject, t) {
      const loan = await freshLoan(t, [1, t.random.int(2, 3), t.random.int(1, 2), 1]);
      await loan.app.invoke({ amount: 1 }, { ...loan.config, interruptBefore: loan.stages[2] });
      for (const stage of [2, 1]) {
        const amount = t.random.int(100, 999);
        await subject.sendTo(loan.app, loan.stages, loan.thread, { amount }, stage);
        t.equal(await nextOf(loan), namesOf(loan, stage), "what is next on a loan after nodes side by side");
        const { values } = await loan.app.getState(loan.config);
        t.equal(values.amount, amount, "the amount of a loan after nodes side by side");
      }
    },
  },
  {
    id: "send/waiting",
    rule: "a loan that waits before some stage can be sent back, on, or to where it waits",
    points: 1,
    async run(subject, t) {
      const loan = await freshLoan(t, [1, 1, 2, 1]);
      await loan.app.invoke({ amount: 1 }, { ...loan.config, interruptBefore: [loan.stages[1]![0]] });
      for (const stage of [3, 1, 2]) {
        await send(subject, t, loan, stage);
        t.equal(await nextOf(loan), namesOf(loan, stage), "what is next on a loan that waited");
      }
    },
  },
  {
    id: "send/new-thread",
    rule: "a new thread can be sent to any stage: the correction is then all that it holds",
    points: 1,
    async run(subject, t) {
      const loan = await freshLoan(t, [1, 2, 1]);
      const stage = t.random.int(1, 2);
      const amount = t.random.int(100, 999);
      await subject.sendTo(loan.app, loan.stages, loan.thread, { amount }, stage);
      t.equal(await nextOf(loan), namesOf(loan, stage), "what is next on a new thread");
      t.equal((await loan.app.getState(loan.config)).values, { amount, log: [] }, "what a new thread holds");
    },
  },
  {
    id: "send/closed",
    rule: "sent to the number after the last stage, a loan is closed: the correction is there, and nothing is next",
    points: 1,
    async run(subject, t) {
      const loan = await freshLoan(t, [1, 1, t.random.int(1, 2)]);
      await loan.app.invoke({ amount: 1 }, { ...loan.config, interruptBefore: loan.stages[1] });
      const amount = t.random.int(100, 999);
      const told = await subject.sendTo(loan.app, loan.stages, loan.thread, { amount }, loan.stages.length);
      t.equal(told, [], "what sendTo resolved with for a loan that is closed");
      const { values, next } = await loan.app.getState(loan.config);
      t.equal({ amount: values.amount, next }, { amount, next: [] }, "a loan that is closed");
    },
  },
  {
    id: "send/one-checkpoint",
    rule: "one checkpoint is added, behind the latest one; every earlier one is still there",
    points: 1,
    async run(subject, t) {
      const loan = await freshLoan(t, [1, 2, 1]);
      await loan.app.invoke({ amount: 1 }, loan.config);
      const before = await idsOf(loan);
      await send(subject, t, loan, 2);
      const after = await idsOf(loan);
      t.equal(after.slice(1), before, "the checkpoints behind the new one");
      t.equal(after[0]?.parent, before[0]?.id, "the parent of the new checkpoint");
    },
  },
  {
    id: "refuse/no-such-stage",
    rule: "a stage that there is not is refused with a RangeError, and nothing is written",
    points: 1,
    async run(subject, t) {
      const loan = await freshLoan(t, [1, 2, 1]);
      await loan.app.invoke({ amount: 1 }, loan.config);
      const before = await idsOf(loan);
      for (const stage of [-1, loan.stages.length + 1, loan.stages.length + t.random.int(2, 9), 1.5])
        await t.rejects(() => send(subject, t, loan, stage), "sending a loan to a stage that there is not", {
          name: "RangeError",
        });
      t.equal(await idsOf(loan), before, "the checkpoints after stages that there are not");
    },
  },
];
