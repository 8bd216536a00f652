// Threads that version 1 has left, finished or on their way, under your state; and each claim, run.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** A thread of version 1, finished, or stopped before print. */
async function oldThread(t: TestContext, name: string, stopped = false) {
  const { buildOld } = await t.guest.module("shop.ts");
  const config = { configurable: { thread_id: t.random.id("old") } };
  const app = await buildOld(await t.guest.saver(), () => {});
  await app.invoke({ name }, stopped ? { ...config, interruptBefore: ["print"] } : config);
  return config;
}

/** What version 2 prints when it is called with that. */
async function printed(t: TestContext, config: object, input: object | null): Promise<unknown> {
  const { buildNew } = await t.guest.module("shop.ts");
  const told: unknown[] = [];
  const app = await buildNew(await t.guest.saver(), (what: unknown) => void told.push(what));
  await app.invoke(input, config);
  return told.at(-1);
}

/** An old thread called with that input under one of the claimed states: what print finds, and what is stored then. */
async function claimed(t: TestContext, which: string, input: object) {
  const { buildClaimed } = await t.guest.module("shop.ts");
  const name = t.random.word();
  const config = await oldThread(t, name);
  const found: any[] = [];
  const saver = await t.guest.saver();
  const app = await buildClaimed(which, saver, (what: unknown) => void found.push(what));
  const error: unknown = await (async () => app.invoke(input, config))().then(
    () => null,
    (thrown) => thrown,
  );
  const stored = JSON.stringify((await saver.getTuple(config)).checkpoint.channel_values);
  return { name, error, found: found.at(-1), stored };
}

/** Whether each claim is so, found out by a run. */
const CLAIMS: Readonly<Record<string, (t: TestContext) => Promise<boolean>>> = {
  c1: async (t) => (await claimed(t, "with-default", { name: "x" })).found?.added === "the default",
  c2: async (t) => (await claimed(t, "without-default", { name: "x" })).error !== null,
  c3: async (t) => {
    const { name, found } = await claimed(t, "renamed", { note: "x" });
    return found?.title === name;
  },
  c4: async (t) => {
    const { name, stored } = await claimed(t, "renamed", { note: "x" });
    return stored.includes(name);
  },
  c5: async (t) => (await claimed(t, "list", { name: ["x"] })).error !== null,
  c6: async (t) => (await claimed(t, "checked", { note: "x" })).error !== null,
};

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/finished-thread",
    rule: "a finished old thread, called again, is printed with its old name, and with priority 3",
    points: 1,
    async run(_subject, t) {
      const name = t.random.word();
      const config = await oldThread(t, name);
      t.equal(await printed(t, config, {}), { title: name, priority: 3 }, "what a finished old thread prints");
      t.equal(await printed(t, config, {}), { title: name, priority: 3 }, "what it prints the next time");
    },
  },
  {
    id: "answer/stopped-thread",
    rule: "an old thread that was stopped before print goes on, and is printed in the same way",
    points: 1,
    async run(_subject, t) {
      const name = t.random.word();
      const config = await oldThread(t, name, true);
      t.equal(await printed(t, config, null), { title: name, priority: 3 }, "what a stopped old thread prints");
    },
  },
  {
    id: "answer/new-title",
    rule: "an old thread that is called with a title is printed with that one",
    points: 1,
    async run(_subject, t) {
      const config = await oldThread(t, t.random.word());
      const letter = { title: t.random.word(), priority: t.random.int(4, 9) };
      t.equal(await printed(t, config, letter), letter, "what an old thread with a new title prints");
    },
  },
  {
    id: "evidence/claims",
    rule: "each of the six claims is accepted or rejected as a run shows it",
    points: 2,
    async run(subject, t) {
      const said: any = await subject.claims;
      for (const [id, holds] of Object.entries(CLAIMS)) {
        const seen = await holds(t);
        if (said?.[id] !== seen) t.fail(`claim ${id}, said to be ${String(said?.[id])}`, seen, said?.[id]);
      }
    },
  },
];
