// What a customer sees. The model runs on the judge's side, so the tests know what it was really given.
import type { ConformanceTest } from "@forkpoint/conformance";

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

const TEXTS = ["Hello, my name is Ada.", "My parcel is late.", "What is my name?", "The bill is wrong.", "Thank you!"];

function speaker({ type, role }: Message): string {
  const name = type ?? role;
  return name === "human" || name === "user" ? "user" : name === "ai" || name === "assistant" ? "model" : String(name);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "reply/is-the-models",
    rule: "send resolves with the answer of the model",
    points: 1,
    async run(subject, t) {
      const { model } = recordingModel();
      const chat = await subject.buildChat(await t.guest.saver(), model);
      const text = t.random.pick(TEXTS);
      t.equal(await subject.send(chat, t.random.id("ticket"), text), answerTo(text), "what send resolves with");
    },
  },
  {
    id: "saved/in-the-database",
    rule: "what was said is saved with the saver that buildChat was given",
    points: 1,
    async run(subject, t) {
      const saver = await t.guest.saver();
      const chat = await subject.buildChat(saver, recordingModel().model);
      await subject.send(chat, t.random.id("ticket"), t.random.pick(TEXTS));
      let rows = 0;
      for await (const _ of saver.list({})) rows += 1;
      t.ok(rows > 0, "there are checkpoints in the database after the first message");
    },
  },
  {
    id: "memory/second-turn",
    rule: "with the second message of a conversation, the model is given the first one too",
    points: 1,
    async run(subject, t) {
      const { calls, model } = recordingModel();
      const chat = await subject.buildChat(await t.guest.saver(), model);
      const conversation = t.random.id("ticket");
      const [first, second] = t.random.shuffle(TEXTS);
      await subject.send(chat, conversation, first);
      await subject.send(chat, conversation, second);
      const given = calls[1] ?? [];
      if (!given.includes(`user: ${first}`)) t.fail("what the model knew of the first message", [first], given);
      t.equal(given[1], `model: ${answerTo(first!)}`, "the model's own first answer, as given with the second message");
    },
  },
  {
    id: "memory/conversations-apart",
    rule: "a new conversation begins with nothing from any other",
    points: 1,
    async run(subject, t) {
      const { calls, model } = recordingModel();
      const chat = await subject.buildChat(await t.guest.saver(), model);
      const [other, text] = t.random.shuffle(TEXTS);
      await subject.send(chat, t.random.id("ticket"), other);
      await subject.send(chat, t.random.id("ticket"), text);
      t.equal(calls[1], [`user: ${text}`], "what the model was given in the other conversation");
    },
  },
];
