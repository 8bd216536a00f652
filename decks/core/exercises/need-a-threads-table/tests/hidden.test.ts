// Each claim is tried on a saver with random threads; the verdict is compared with what happened.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function openChat(t: TestContext) {
  const { buildChat } = await t.guest.module("chat.ts");
  const saver = await t.guest.saver();
  const chat = await buildChat(saver);
  /** Says something; resolves with all that was said on the thread. */
  const say = async (thread: string, text: string, metadata = {}): Promise<string[]> =>
    (await chat.invoke({ said: [text] }, { configurable: { thread_id: thread }, metadata })).said;
  /** The thread of each row that the saver lists. */
  const listed = async (filter?: Record<string, unknown>): Promise<string[]> => {
    const threads: string[] = [];
    for await (const { config } of saver.list({}, filter && { filter })) threads.push(config.configurable.thread_id);
    return threads;
  };
  return { saver, chat, say, listed };
}

async function compare(subject: any, t: TestContext, claim: string, isSo: boolean, evidence: string): Promise<void> {
  const answer: any = await subject.answer;
  const said: unknown = answer?.[claim]?.verdict;
  const name = said === "accept" || said === "reject" ? said : "no verdict";
  if (name !== (isSo ? "accept" : "reject")) t.fail(`the claim “${claim}”, with the verdict: ${name}`, evidence, name);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/list",
    rule: "the verdicts on what the saver lists are as runs show it",
    points: 2,
    async run(subject, t) {
      const { chat, say, listed } = await openChat(t);
      const [used, opened] = [t.random.id("thread"), t.random.id("thread")];
      for (let turn = t.random.int(1, 3); turn > 0; turn--) await say(used, t.random.word());
      // All that one can do with a thread without saying something.
      await chat.getState({ configurable: { thread_id: opened } });
      const threads = await listed();
      await compare(
        subject,
        t,
        "once",
        threads.length === new Set(threads).size,
        `it was listed ${threads.length} times`,
      );
      await compare(subject, t, "opened", threads.includes(opened), `listed: ${[...new Set(threads)].join(", ")}`);
    },
  },
  {
    id: "answer/owners",
    rule: "the verdicts on owners in the metadata are as runs show them",
    points: 2,
    async run(subject, t) {
      const { say, listed } = await openChat(t);
      const [mine, other] = [t.random.id("thread"), t.random.id("thread")];
      const [owner, stranger] = [t.random.id("owner"), t.random.id("owner")];
      await say(mine, t.random.word(), { owner });
      await say(other, t.random.word(), { owner: stranger });
      const found = [...new Set(await listed({ owner }))];
      await compare(subject, t, "tagged", found.join() === mine, `found by their metadata: ${found.length}`);
      const refused = await (async () => say(mine, t.random.word(), { owner: stranger }))().then(
        () => false,
        () => true,
      );
      await compare(subject, t, "guarded", refused, refused ? "it was refused" : "it was answered");
    },
  },
  {
    id: "answer/ids",
    rule: "the verdicts on deleted threads and on ids that two have chosen are as runs show them",
    points: 2,
    async run(subject, t) {
      const { saver, say } = await openChat(t);
      const thread = t.random.id("thread");
      const [first, second, third] = [t.random.id("text"), t.random.id("text"), t.random.id("text")];
      await say(thread, first);
      const met = await say(thread, second);
      await compare(subject, t, "chosen", met.includes(first), `the second has met ${met.length} texts`);
      await saver.deleteThread(thread);
      const late = await say(thread, third);
      await compare(subject, t, "deleted", late.join() === third, `the late message has met ${late.length} texts`);
    },
  },
];
