// Several threads, some of which wait; and the scenario, played against the colleague's way and against a right one.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function openDesk(t: TestContext, name?: string) {
  const { buildDesk, keepNewestOfAll } = await t.guest.module("desk.ts");
  const saver = await t.guest.saver(name);
  const app = await buildDesk(saver);
  const on = (thread: string) => ({ configurable: { thread_id: thread } });
  const say = async (thread: string, text: string): Promise<string[]> =>
    (await app.invoke({ said: [text] }, on(thread))).said;
  const count = async (thread: string): Promise<number> => {
    let rows = 0;
    for await (const _ of app.getStateHistory(on(thread))) rows += 1;
    return rows;
  };
  return { saver, app, on, say, count, keepNewestOfAll };
}

/** Plays the requests, tidies, and tells whom the desk has forgotten. */
async function forgotten(t: TestContext, requests: readonly string[], how: "right" | "colleague", keep: number) {
  const { saver, app, on, say, keepNewestOfAll } = await openDesk(t, how);
  for (const customer of requests) await say(customer, `${t.random.word()}.`);
  const customers = [...new Set(requests)];
  if (how === "colleague") await keepNewestOfAll(saver, keep);
  else await saver.prune(customers, { keep });
  const strangers: string[] = [];
  for (const customer of customers) if (!(await app.getState(on(customer))).values.said) strangers.push(customer);
  return strangers;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/goes-on",
    rule: "a thread of which one checkpoint is left goes on with all that was said, and a thread that was not named is untouched",
    points: 1,
    async run(subject, t) {
      const { saver, app, say, count } = await openDesk(t);
      const [thread, other] = [t.random.id("thread"), t.random.id("thread")];
      const texts = [`${t.random.id("text")}.`, `${t.random.id("text")}.`];
      for (const text of texts) {
        await say(thread, text);
        await say(other, text);
      }
      const before = await count(other);
      await subject.tidy(app, saver, [thread], 1);
      t.equal(await count(thread), 1, "the checkpoints of the thread that was named");
      t.equal(
        await say(thread, "Bye."),
        [texts[0], "noted", texts[1], "noted", "Bye.", "noted"],
        "what the desk knows",
      );
      t.equal(await count(other), before, "the checkpoints of a thread that was not named");
    },
  },
  {
    id: "answer/waiting",
    rule: "a thread that waits for a person keeps all its checkpoints and takes the answer; the others are tidied",
    points: 2,
    async run(subject, t) {
      const { saver, app, on, say, count } = await openDesk(t);
      const [waits, ended] = [t.random.id("thread"), t.random.id("thread")];
      await say(waits, "Hello.");
      await say(waits, `${t.random.word()}?`);
      for (const text of ["Hello.", "Bye."]) await say(ended, text);
      const before = await count(waits);
      await subject.tidy(app, saver, t.random.shuffle([waits, ended]), 2);
      t.equal(await count(ended), 2, "the checkpoints of the thread that has ended");
      t.equal(await count(waits), before, "the checkpoints of the thread that waits");
      const answer = t.random.id("answer");
      const command = await t.guest.create("@langchain/langgraph", "Command", { resume: answer });
      t.equal((await app.invoke(command, on(waits))).said.at(-1), answer, "the answer of a person");
    },
  },
  {
    id: "evidence/counter-example",
    rule: "after the requests of `counterExample`, the colleague's way forgets a customer, and keeping `keep` of each thread none",
    points: 2,
    async run(subject, t) {
      const example: any = await subject.counterExample;
      const { requests, keep } = example ?? {};
      const isPlayable =
        Array.isArray(requests) &&
        requests.length <= 20 &&
        requests.every((name) => typeof name === "string" && name !== "");
      if (!isPlayable) t.fail("the requests", "a list of at most 20 names", requests);
      if (!Number.isInteger(keep) || keep < 1) t.fail("keep", "a whole number from 1 on", keep);
      t.equal(
        await forgotten(t, requests, "right", keep),
        [],
        "whom the desk forgets when it keeps some of each thread",
      );
      const strangers = await forgotten(t, requests, "colleague", keep);
      t.ok(strangers.length > 0, "the colleague's way forgets a customer");
    },
  },
];
