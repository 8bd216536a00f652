// Longer and interleaved conversations, and what happens when the program dies between two messages.
import type { ConformanceTest, Random, TestContext } from "@forkpoint/conformance";

type Message = { readonly type?: string; readonly role?: string; readonly content: unknown };

/** A model that keeps what it was given, one list per call, and answers "re: " and the last text. */
function recordingModel() {
  const calls: string[][] = [];
  const model = async (messages: readonly Message[]) => {
    calls.push(messages.map((message) => `${speaker(message)}: ${message.content}`));
    return answerTo(String(messages.at(-1)?.content));
  };
  return { calls, model };
}

const answerTo = (text: string) => `re: ${text}`;

function speaker({ type, role }: Message): string {
  const name = type ?? role;
  return name === "human" || name === "user" ? "user" : name === "ai" || name === "assistant" ? "model" : String(name);
}

/**
 * The model must have been given all of these texts, each earlier answer in its place.
 * Says in words what was wrong with what it was given: that tells one wrong idea from another.
 */
function sameTranscript(t: TestContext, given: readonly string[] | undefined, texts: readonly string[], when: string) {
  const expected = texts.flatMap((text) => [`user: ${text}`, `model: ${answerTo(text)}`]).slice(0, -1);
  const length = given?.length ?? 0;
  const how =
    length > expected.length
      ? "too much"
      : length === expected.length
        ? "other words"
        : length > 1
          ? "something is missing"
          : "nothing from before";
  t.equal(given, expected, `what the model was given ${when}: ${how}`);
}

const words = (random: Random, count: number) => Array.from({ length: count }, () => random.id("word"));

export const tests: readonly ConformanceTest[] = [
  {
    id: "memory/many-turns",
    rule: "with each message the model is asked once, and given the whole conversation: every message once, in order",
    points: 2,
    after: ["memory/second-turn"],
    async run(subject, t) {
      const { calls, model } = recordingModel();
      const chat = await subject.buildChat(await t.guest.saver(), model);
      const conversation = t.random.id("ticket");
      const texts = words(t.random, t.random.int(3, 5));
      for (const text of texts) await subject.send(chat, conversation, text);
      for (const [n, given] of calls.entries()) sameTranscript(t, given, texts.slice(0, n + 1), "with each message");
      t.equal(calls.length, texts.length, "how often the model was asked");
    },
  },
  {
    id: "memory/interleaved",
    rule: "conversations stay apart however their messages are mixed",
    points: 2,
    async run(subject, t) {
      const { calls, model } = recordingModel();
      const chat = await subject.buildChat(await t.guest.saver(), model);
      const conversations = [t.random.id("ticket"), t.random.id("ticket"), t.random.id("ticket")];
      const said = new Map(conversations.map((conversation) => [conversation, [] as string[]]));
      for (const conversation of t.random.shuffle([...conversations, ...conversations])) {
        const texts = said.get(conversation)!;
        texts.push(t.random.id("word"));
        await subject.send(chat, conversation, texts.at(-1)!);
        sameTranscript(t, calls.at(-1), texts, "in one of three conversations");
      }
    },
  },
  {
    id: "memory/same-opening",
    rule: "two conversations that open with the same words are still two",
    points: 1,
    async run(subject, t) {
      const { calls, model } = recordingModel();
      const chat = await subject.buildChat(await t.guest.saver(), model);
      const [opening = "", later = ""] = words(t.random, 2);
      const [first, second] = [t.random.id("ticket"), t.random.id("ticket")];
      await subject.send(chat, first, opening);
      await subject.send(chat, second, opening);
      sameTranscript(t, calls[1], [opening], "at the second opening");
      await subject.send(chat, first, later);
      sameTranscript(t, calls[2], [opening, later], "when the first went on");
    },
  },
  {
    id: "memory/said-twice",
    rule: "a customer may say the same thing twice, and both times count",
    points: 1,
    after: ["memory/second-turn"],
    async run(subject, t) {
      const { calls, model } = recordingModel();
      const chat = await subject.buildChat(await t.guest.saver(), model);
      const conversation = t.random.id("ticket");
      const [text = "", between = ""] = words(t.random, 2);
      for (const said of [text, between, text]) await subject.send(chat, conversation, said);
      sameTranscript(t, calls[2], [text, between, text], "when a text came again");
    },
  },
  {
    id: "memory/second-graph",
    rule: "a second graph over the same saver knows the conversation: the memory is in the database, not in the program",
    points: 1,
    after: ["memory/second-turn"],
    async run(subject, t) {
      const { calls, model } = recordingModel();
      const conversation = t.random.id("ticket");
      const texts = words(t.random, 2);
      // Two workers of one service: each builds its own graph, both use one database.
      for (const text of texts) {
        const chat = await subject.buildChat(await t.guest.saver(), model);
        await subject.send(chat, conversation, text);
      }
      sameTranscript(t, calls[1], texts, "by the second graph");
    },
  },
  {
    id: "memory/after-restart",
    rule: "the conversation goes on after the program was killed and started again",
    points: 2,
    after: ["memory/second-turn"],
    async run(subject, t) {
      const { calls, model } = recordingModel();
      const conversation = t.random.id("ticket");
      const texts = words(t.random, 2);
      await subject.send(await subject.buildChat(await t.guest.saver(), model), conversation, texts[0]);
      const again = await t.restartGuest();
      await again.send(await again.buildChat(await t.guest.saver(), model), conversation, texts[1]);
      sameTranscript(t, calls[1], texts, "after the restart");
    },
  },
  {
    id: "thread/is-the-conversation",
    rule: "the thread_id is the id of the conversation, unchanged, so that support can find its checkpoints",
    points: 1,
    async run(subject, t) {
      const { model } = recordingModel();
      const saver = await t.guest.saver();
      const chat = await subject.buildChat(saver, model);
      for (const conversation of [
        t.random.id("ticket"),
        `acme:${t.random.word()}:7`,
        `Ticket ${t.random.int(1, 99)}`,
      ]) {
        await subject.send(chat, conversation, t.random.word());
        const found = await saver.getTuple({ configurable: { thread_id: conversation } });
        t.ok(found !== undefined, "there is a checkpoint under the conversation's id");
      }
    },
  },
];
