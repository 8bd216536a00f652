// The card number of the story.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A chat that is through: its input notes, then one note of each node. */
async function finishedChat(t: TestContext, customer: string, said: readonly string[]) {
  const { buildDesk } = await t.guest.module("desk.ts");
  const app = await buildDesk(await t.guest.saver(), async (node: string) => `${node}ed`);
  const thread = t.random.id("chat");
  const config = { configurable: { thread_id: thread } };
  await app.invoke({ customer, notes: said }, config);
  return { app, thread, config };
}

const card = (t: TestContext) => `${t.random.int(1_000, 9_999)} ${t.random.int(1_000, 9_999)}`;

export const tests: readonly ConformanceTest[] = [
  {
    id: "redact/latest",
    rule: "in the latest state no note contains the secret; the other notes are all there, once, in their order",
    points: 1,
    async run(subject, t) {
      const secret = card(t);
      const { app, thread, config } = await finishedChat(t, "Ada", ["hello", `my card is ${secret}.`, "thank you"]);
      await subject.redact(app, thread, secret);
      const { values } = await app.getState(config);
      t.equal(values.notes, ["hello", "thank you", "listened", "answered"], "the notes after they were redacted");
      t.equal(values.customer, "Ada", "the customer, whose name is no secret");
    },
  },
  {
    id: "redact/next-turn",
    rule: "the next turn appends its notes behind those that are left",
    points: 1,
    async run(subject, t) {
      const secret = card(t);
      const { app, thread, config } = await finishedChat(t, "Ada", [secret, "hello"]);
      await subject.redact(app, thread, secret);
      const { notes } = await app.invoke({ customer: "Ada", notes: ["bye"] }, config);
      t.equal(notes, ["hello", "listened", "answered", "bye", "listened", "answered"], "the notes after one more turn");
    },
  },
  {
    id: "tell/where-it-still-is",
    rule: "redact resolves with the ids of all checkpoints of the thread in whose values the secret can still be read",
    points: 1,
    async run(subject, t) {
      const secret = card(t);
      const { app, thread, config } = await finishedChat(t, "Ada", [secret]);
      const told = await subject.redact(app, thread, secret);
      const left = [];
      for await (const { config: at, values } of app.getStateHistory(config))
        if (JSON.stringify(values).includes(secret)) left.push(at.configurable.checkpoint_id);
      t.equal([...(told ?? [])].sort(), left.sort(), "the checkpoints that still hold the secret");
      t.equal(left.length, 3, "how many they are: behind the input and behind each of two nodes");
    },
  },
];
