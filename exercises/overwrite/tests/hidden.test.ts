// Any notes, several turns, names that are secrets, chats that wait, and secrets that are not there.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function openDesk(t: TestContext) {
  const { buildDesk } = await t.guest.module("desk.ts");
  const ran: string[] = [];
  const app = await buildDesk(await t.guest.saver(), async (node: string) => {
    ran.push(node);
    return `${node}ed`;
  });
  const thread = t.random.id("chat");
  return { app, thread, config: { configurable: { thread_id: thread } }, ran };
}

async function historyOf(app: any, config: unknown): Promise<{ id: string; values: any }[]> {
  const all = [];
  for await (const { config: at, values } of app.getStateHistory(config))
    all.push({ id: at.configurable.checkpoint_id, values });
  return all;
}

/** Texts around the secret, and others; the secret is in at least two of them. */
function someNotes(t: TestContext, secret: string): string[] {
  const plain = [
    "ok",
    "ok",
    ...Array.from({ length: t.random.int(1, 2) }, () => t.random.pick(["ok", "hello", "yes"])),
  ];
  const telling = [secret, `my card is ${secret}`, `${secret}, I said`].slice(0, t.random.int(2, 3));
  return t.random.shuffle([...plain, ...telling]);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "redact/any-notes",
    rule: "wherever the secret stands in a note and however many notes contain it, they all go; two equal notes without it both stay",
    points: 2,
    async run(subject, t) {
      for (let round = 1; round <= 2; round++) {
        const { app, thread, config } = await openDesk(t);
        const secret = t.random.id("card");
        // The reference: what is left of the notes when those with the secret are taken out.
        const notes = someNotes(t, secret);
        const left = [...notes.filter((note) => !note.includes(secret)), "listened", "answered"];
        await app.invoke({ customer: "Ada", notes }, config);
        await subject.redact(app, thread, secret);
        t.equal((await app.getState(config)).values.notes, left, "what is left of any notes");
      }
    },
  },
  {
    id: "redact/customer",
    rule: 'a customer\'s name that contains the secret reads "removed" afterwards, a plain text',
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await openDesk(t);
      const secret = t.random.id("name");
      await app.invoke({ customer: `Dr. ${secret}`, notes: ["hello", `I am ${secret}`] }, config);
      await subject.redact(app, thread, secret);
      const expected = { customer: "removed", notes: ["hello", "listened", "answered"] };
      t.equal((await app.getState(config)).values, expected, "the state after the name was a secret");
    },
  },
  {
    id: "redact/every-note",
    rule: "if every note contains the secret, the list is empty afterwards",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await openDesk(t);
      const secret = "ed"; // of "listened" and "answered"
      await app.invoke({ customer: "Ada", notes: ["charged twice"] }, config);
      await subject.redact(app, thread, secret);
      t.equal((await app.getState(config)).values, { customer: "Ada", notes: [] }, "the state when every note goes");
    },
  },
  {
    id: "redact/waiting",
    rule: "nothing runs, and a chat that waits goes on waiting before the same node",
    points: 1,
    async run(subject, t) {
      const { app, thread, config, ran } = await openDesk(t);
      const secret = t.random.id("card");
      await app.invoke({ customer: "Ada", notes: [secret, "hello"] }, { ...config, interruptBefore: ["answer"] });
      ran.length = 0;
      await subject.redact(app, thread, secret);
      t.equal(ran, [], "the nodes that ran while a waiting chat was redacted");
      const { values, next } = await app.getState(config);
      const expected = { notes: ["hello", "listened"], next: ["answer"] };
      t.equal({ notes: values.notes, next }, expected, "a chat that waited");
    },
  },
  {
    id: "redact/nothing-to-do",
    rule: "if the latest state does not contain the secret, nothing is written",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await openDesk(t);
      const secret = t.random.id("card");
      await app.invoke({ customer: "Ada", notes: [secret, "hello"] }, config);
      await subject.redact(app, thread, secret);
      const before = await historyOf(app, config);
      t.ok(!JSON.stringify(before[0]?.values).includes(secret), "the first call took the secret out");
      await subject.redact(app, thread, secret);
      await subject.redact(app, thread, t.random.id("other"));
      t.equal((await historyOf(app, config)).length, before.length, "how many checkpoints there are");
    },
  },
  {
    id: "redact/history-stays",
    rule: "one checkpoint is added; every earlier one is still there and reads the same, and so do other threads",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await openDesk(t);
      const other = { configurable: { thread_id: t.random.id("chat") } };
      const secret = t.random.id("card");
      const input = { customer: secret, notes: [secret, "hello"] };
      await app.invoke(input, other);
      await app.invoke(input, config);
      const [before, others] = [await historyOf(app, config), await historyOf(app, other)];
      await subject.redact(app, thread, secret);
      t.equal((await historyOf(app, config)).slice(1), before, "the checkpoints behind the new one");
      t.equal(await historyOf(app, other), others, "another thread");
    },
  },
  {
    id: "tell/after-more-turns",
    rule: "what is told is right also where turns without the secret came after it, and where the latest state is clean already",
    points: 1,
    async run(subject, t) {
      const { app, thread, config } = await openDesk(t);
      const secret = t.random.id("card");
      await app.invoke({ customer: "Ada", notes: ["hello"] }, config);
      await app.invoke({ customer: secret, notes: ["it is me"] }, config);
      await app.invoke({ customer: "Ada", notes: ["bye"] }, config);
      const told = await subject.redact(app, thread, secret);
      const left = (await historyOf(app, config)).filter(({ values }) => JSON.stringify(values).includes(secret));
      t.ok(left.length > 0, "the secret is in earlier checkpoints");
      const ids = left.map(({ id }) => id).sort();
      t.equal([...(told ?? [])].sort(), ids, "the checkpoints that still hold a secret of an earlier turn");
      t.equal(await subject.redact(app, thread, t.random.id("other")), [], "what is told of a text that is nowhere");
    },
  },
];
