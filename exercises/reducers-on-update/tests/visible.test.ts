// The account of the story, with one field of each kind.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

const FIELDS = { plan: "replace", balance: "add", notes: "append", limits: "merge" };

/** An account that was opened with this state. */
async function openAccount(t: TestContext) {
  const { buildAccount } = await t.guest.module("account.ts");
  const app = await buildAccount(await t.guest.saver(), FIELDS, async () => {});
  const thread = t.random.id("account");
  const config = { configurable: { thread_id: thread } };
  const start = { plan: "free", balance: t.random.int(120, 200), notes: [t.random.id("note")], limits: { mails: 10 } };
  await app.invoke(start, config);
  return { app, thread, config, start };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "set/amount",
    rule: "a field that adds up reads the wanted amount afterwards, whether that is more or less",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, start } = await openAccount(t);
      for (const balance of [start.balance - t.random.int(1, 100), start.balance + t.random.int(1, 100)]) {
        await subject.setTo(app, FIELDS, thread, { balance });
        t.equal((await app.getState(config)).values.balance, balance, "the balance after it was set");
      }
    },
  },
  {
    id: "set/list",
    rule: "a list reads the wanted list afterwards: the entries that were there, and the new ones behind them",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, start } = await openAccount(t);
      const notes = [...start.notes, t.random.id("note"), t.random.id("note")];
      await subject.setTo(app, FIELDS, thread, { notes });
      t.equal((await app.getState(config)).values.notes, notes, "the notes after they were set");
    },
  },
  {
    id: "set/others-stay",
    rule: "fields that are not named read what they did, and so does another account",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, start } = await openAccount(t);
      const other = { configurable: { thread_id: t.random.id("account") } };
      await app.invoke({ plan: "free", balance: 5 }, other);
      const plan = t.random.id("plan");
      await subject.setTo(app, FIELDS, thread, { plan });
      t.equal((await app.getState(config)).values, { ...start, plan }, "the account after only its plan was set");
      const { values } = await app.getState(other);
      t.equal({ plan: values.plan, balance: values.balance }, { plan: "free", balance: 5 }, "another account");
    },
  },
];
