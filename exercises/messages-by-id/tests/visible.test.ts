// The train of the story. The model runs on the judge's side, so the tests know what it was really given.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** `asked` keeps what the model was given, one list per time. */
async function openChat(t: TestContext) {
  const { buildChat } = await t.guest.module("chat.ts");
  const asked: string[][] = [];
  const chat = await buildChat(await t.guest.saver(), async (lines: string[]) => {
    asked.push(lines);
    return `answer ${asked.length}`;
  });
  const thread = t.random.id("chat");
  const lines = async () => {
    const { values } = await chat.getState({ configurable: { thread_id: thread } });
    return values.messages.map((message: any) => `${message.type}: ${message.content}`);
  };
  return { chat, thread, asked, lines };
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "receive/new",
    rule: "new messages are in the thread, in their order, and the model is asked once, with the whole conversation",
    points: 1,
    async run(subject, t) {
      const { chat, thread, asked, lines } = await openChat(t);
      const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, text: t.random.id("text") }));
      await subject.receive(chat, thread, { messages: [a], removed: [] });
      await subject.receive(chat, thread, { messages: [a, b, c], removed: [] });
      const given = [`human: ${a!.text}`, "ai: answer 1", `human: ${b!.text}`, `human: ${c!.text}`];
      t.equal(asked, [given.slice(0, 1), given], "what the model was given");
      t.equal(await lines(), [...given, "ai: answer 2"], "the conversation");
    },
  },
  {
    id: "receive/resend",
    rule: "a request that comes again changes nothing: no message, no checkpoint, and the model is not asked",
    points: 1,
    async run(subject, t) {
      const { chat, thread, asked, lines } = await openChat(t);
      const request = { messages: [{ id: "a", text: t.random.id("text") }], removed: [] };
      await subject.receive(chat, thread, request);
      const config = { configurable: { thread_id: thread } };
      const { config: latest } = await chat.getState(config);
      await subject.receive(chat, thread, request);
      t.equal(asked.length, 1, "how often the model was asked");
      t.equal(await lines(), [`human: ${request.messages[0]!.text}`, "ai: answer 1"], "the conversation");
      t.ok(
        (await chat.getState(config)).config.configurable.checkpoint_id === latest.configurable.checkpoint_id,
        "the latest checkpoint is the same",
      );
    },
  },
  {
    id: "receive/edit",
    rule: "a message with a known id and another text is edited in its place, and the model is not asked for that alone",
    points: 1,
    async run(subject, t) {
      const { chat, thread, asked, lines } = await openChat(t);
      const [before, after, second] = [t.random.id("text"), t.random.id("text"), t.random.id("text")];
      const b = { id: "b", text: second };
      await subject.receive(chat, thread, { messages: [{ id: "a", text: before }, b], removed: [] });
      await subject.receive(chat, thread, { messages: [{ id: "a", text: after }, b], removed: [] });
      t.ok((await lines()).includes(`human: ${after}`), "the edited text is in the conversation");
      t.equal(await lines(), [`human: ${after}`, `human: ${second}`, "ai: answer 1"], "the conversation after an edit");
      t.equal(asked.length, 1, "how often the model was asked");
    },
  },
];
