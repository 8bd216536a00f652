// Clients that say the same twice, edit, delete, resend, and outlive the program. The model runs on the judge's side.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Line {
  readonly id: string;
  readonly text: string;
}

/** `asked` keeps what the model was given, one list per time. */
async function openChat(t: TestContext, asked: string[][] = []) {
  const { buildChat } = await t.guest.module("chat.ts");
  return buildChat(await t.guest.saver(), async (lines: string[]) => {
    asked.push(lines);
    return `answer ${asked.length}`;
  });
}

async function linesOf(chat: any, thread: string): Promise<string[]> {
  const { values } = await chat.getState({ configurable: { thread_id: thread } });
  return (values.messages ?? []).map((message: any) => `${message.type}: ${message.content}`);
}

const request = (messages: readonly Line[], removed: readonly string[] = []) => ({ messages, removed });

export const tests: readonly ConformanceTest[] = [
  {
    id: "receive/same-words",
    rule: "two messages with the same words and different ids are two messages",
    points: 1,
    async run(subject, t) {
      const chat = await openChat(t);
      const thread = t.random.id("chat");
      const [a, b] = ["a", "b"].map((id) => ({ id, text: "ok" }));
      await subject.receive(chat, thread, request([a!]));
      await subject.receive(chat, thread, request([a!, b!]));
      const lines = ["human: ok", "ai: answer 1", "human: ok", "ai: answer 2"];
      t.equal(await linesOf(chat, thread), lines, "a conversation in which a text came twice");
    },
  },
  {
    id: "receive/all-at-once",
    rule: "edits, removals and new messages of one request are all done before the model is asked, once",
    points: 1,
    async run(subject, t) {
      const asked: string[][] = [];
      const chat = await openChat(t, asked);
      const thread = t.random.id("chat");
      const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, text: t.random.id("text") }));
      await subject.receive(chat, thread, request([a!, b!]));
      const edited = { id: "b", text: t.random.id("text") };
      await subject.receive(chat, thread, request([edited, c!], ["a"]));
      const given = [`human: ${edited.text}`, "ai: answer 1", `human: ${c!.text}`];
      t.equal(asked.slice(1), [given], "what the model was given with an edit, a removal and a new message");
      t.equal(await linesOf(chat, thread), [...given, "ai: answer 2"], "the conversation after all three");
    },
  },
  {
    id: "remove/known",
    rule: "a removed message is gone, the answers stay, and the model is not asked for a removal alone",
    points: 1,
    async run(subject, t) {
      const asked: string[][] = [];
      const chat = await openChat(t, asked);
      const thread = t.random.id("chat");
      const [a, b] = ["a", "b"].map((id) => ({ id, text: t.random.id("text") }));
      await subject.receive(chat, thread, request([a!, b!]));
      await subject.receive(chat, thread, request([b!], ["a"]));
      t.equal(await linesOf(chat, thread), [`human: ${b!.text}`, "ai: answer 1"], "the conversation without one");
      t.equal(asked.length, 1, "how often the model was asked before and after a removal");
    },
  },
  {
    id: "remove/unknown",
    rule: "removed ids that the thread does not have, or no longer has, are ignored; the rest of the request counts",
    points: 2,
    async run(subject, t) {
      const chat = await openChat(t);
      const thread = t.random.id("chat");
      const [a, b] = ["a", "b"].map((id) => ({ id, text: t.random.id("text") }));
      await subject.receive(chat, thread, request([a!], [t.random.id("never")]));
      await subject.receive(chat, thread, request([], ["a"]));
      await subject.receive(chat, thread, request([], ["a"]));
      await subject.receive(chat, thread, request([b!], ["a", t.random.id("never")]));
      const lines = ["ai: answer 1", `human: ${b!.text}`, "ai: answer 2"];
      t.equal(await linesOf(chat, thread), lines, "the conversation after removals of what is not there");
    },
  },
  {
    id: "receive/after-restart",
    rule: "a request that comes again after the program was killed and started anew changes nothing either",
    points: 1,
    async run(subject, t) {
      const thread = t.random.id("chat");
      const sent = request([{ id: "a", text: t.random.id("text") }]);
      await subject.receive(await openChat(t), thread, sent);
      const again = await t.restartGuest();
      const asked: string[][] = [];
      const chat = await openChat(t, asked);
      await again.receive(chat, thread, sent);
      t.equal(asked, [], "what the model was asked after the restart");
      const lines = [`human: ${sent.messages[0]!.text}`, "ai: answer 1"];
      t.equal(await linesOf(chat, thread), lines, "the conversation after the restart");
    },
  },
  {
    id: "receive/other-thread",
    rule: "an id belongs to its thread: two clients that both call their first message m1 do not get in each other's way",
    points: 1,
    async run(subject, t) {
      const chat = await openChat(t);
      const texts = [t.random.id("text"), t.random.id("text")];
      const threads = [t.random.id("chat"), t.random.id("chat")];
      for (const [n, text] of texts.entries()) await subject.receive(chat, threads[n], request([{ id: "m1", text }]));
      for (const [n, text] of texts.entries())
        t.equal(
          await linesOf(chat, threads[n]!),
          [`human: ${text}`, `ai: answer ${n + 1}`],
          "one of two conversations whose messages have the same ids",
        );
    },
  },
  {
    id: "receive/any-order",
    rule: "whatever a client adds, edits, removes and resends, the thread holds its messages as they are now, in their order",
    points: 2,
    async run(subject, t) {
      const asked: string[][] = [];
      const chat = await openChat(t, asked);
      const thread = t.random.id("chat");
      // The reference: what the thread should hold, with the answers in between.
      const expected: { id: string | null; text: string }[] = [];
      const mine = () => expected.filter((line): line is Line => line.id !== null);
      let count = 0;
      let removed: string[] = [];
      const changes = t.random.shuffle(["add", "edit", "remove"]);
      for (const change of ["add", ...changes, "again"]) {
        const at = t.random.int(0, Math.max(0, mine().length - 1));
        const target = expected.indexOf(mine()[at]!);
        if (change === "add" || target === -1)
          for (let more = 2; more > 0; more--) expected.push({ id: t.random.id("m"), text: "ok" });
        else if (change === "edit") expected[target] = { ...expected[target]!, text: t.random.id("text") };
        else if (change === "remove") removed = [...removed, expected.splice(target, 1)[0]!.id!];
        const sent = request(mine(), removed);
        if (change === "add" || target === -1) expected.push({ id: null, text: `answer ${(count += 1)}` });
        await subject.receive(chat, thread, sent);
        const lines = expected.map(({ id, text }) => `${id === null ? "ai" : "human"}: ${text}`);
        t.equal(await linesOf(chat, thread), lines, "the conversation after changes of any kind");
        t.equal(asked.length, count, "how often the model was asked during changes of any kind");
      }
    },
  },
];
