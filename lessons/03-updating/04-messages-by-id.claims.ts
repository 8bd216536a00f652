// The claims of "Messages by id": how the reducer of messages tells an edit, a repetition and a removal apart.
import { AIMessage, HumanMessage, RemoveMessage, type BaseMessage } from "@langchain/core/messages";
import { Annotation, END, MessagesAnnotation, REMOVE_ALL_MESSAGES, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, errorOf, onThread } from "../worlds.ts";

const CHAT = onThread("chat-5");

/** Messages that a plain list would hold: appended, whatever their ids. */
const AppendedMessages = Annotation.Root({
  messages: Annotation<BaseMessage[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

/** A chat of three messages with the ids a, b, c. `ran` is told when the node runs. */
async function chat(state: any = MessagesAnnotation, ran: string[] = []): Promise<App> {
  const graph: any = new StateGraph(state);
  const app: App = graph
    .addNode("answer", () => {
      ran.push("answer");
      return {};
    })
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: await SqlJsSaver.open() });
  const messages = [said("a", "hello"), new AIMessage({ id: "b", content: "good day" }), said("c", "ok")];
  await app.invoke({ messages }, CHAT);
  ran.length = 0;
  return app;
}

const said = (id: string | undefined, content: string) => new HumanMessage({ id, content });

const messagesOf = async (app: App): Promise<BaseMessage[]> => (await app.getState(CHAT)).values.messages;

const textsOf = async (app: App) => (await messagesOf(app)).map(({ content }) => String(content));

export const claims: readonly Claim[] = [
  claim({
    id: "edit-by-id-keeps-its-place",
    says: "A message with the id of one that is there takes its place, in the middle of the list too.",
    world: () => MessagesAnnotation as any,
    otherwise: { says: "a list whose reducer appends", world: () => AppendedMessages },
    async run(state) {
      const app = await chat(state);
      await app.updateState(CHAT, { messages: [said("a", "hello again")] });
      const messages = await textsOf(app);
      return { holds: messages.join() === "hello again,good day,ok", seen: { messages } };
    },
  }),
  claim({
    id: "same-words-are-two-messages",
    says: "What a message says does not matter: two with the same words and different ids are two messages.",
    world: () => "d",
    otherwise: { says: "a second message with the id of the first", world: () => "c" },
    async run(id) {
      const app = await chat();
      await app.updateState(CHAT, { messages: [said(id, "ok")] });
      const messages = await textsOf(app);
      return { holds: messages.join() === "hello,good day,ok,ok", seen: { messages } };
    },
  }),
  claim({
    id: "messages-without-an-id-get-a-new-one",
    says: "A message that comes without an id is given one, and another one each time that it comes.",
    sources: [
      {
        source: "004",
        says: "To edit a message, update the messages with the edited text, without an id.",
        verdict: "differs",
      },
    ],
    world: () => undefined as string | undefined,
    otherwise: { says: "a client that names its message", world: () => "d" },
    async run(id) {
      const app = await chat();
      for (let time = 1; time <= 2; time++) await app.updateState(CHAT, { messages: [said(id, "ok")] });
      const ids = (await messagesOf(app)).slice(3).map((message) => message.id);
      const known = ids.filter((given) => typeof given === "string").length;
      return { holds: known === 2 && ids[0] !== ids[1], seen: { messagesAdded: ids.length, withAnId: known } };
    },
  }),
  claim({
    id: "resending-runs-the-nodes-again",
    says: "A client that resends its messages with the same ids changes no message, but an invoke with them runs the nodes again.",
    world: () => (app: App, messages: BaseMessage[]) => app.invoke({ messages }, CHAT),
    otherwise: {
      says: "the same messages in an update",
      world: () => (app: App, messages: BaseMessage[]) => app.updateState(CHAT, { messages }),
    },
    async run(send: (app: App, messages: BaseMessage[]) => Promise<unknown>) {
      const ran: string[] = [];
      const app = await chat(MessagesAnnotation, ran);
      await send(app, [said("a", "hello"), said("c", "ok")]);
      const messages = await textsOf(app);
      return {
        holds: messages.join() === "hello,good day,ok" && ran.length === 1,
        seen: { messages, nodesThatRan: [...ran] },
      };
    },
  }),
  claim({
    id: "remove-message-takes-out-by-id",
    says: "A RemoveMessage in an update takes the message with its id out of the list.",
    world: () => MessagesAnnotation as any,
    otherwise: { says: "a list whose reducer appends", world: () => AppendedMessages },
    async run(state) {
      const app = await chat(state);
      await app.updateState(CHAT, { messages: [new RemoveMessage({ id: "b" })] });
      const messages = await textsOf(app);
      return { holds: messages.join() === "hello,ok", seen: { messages } };
    },
  }),
  claim({
    id: "removing-an-unknown-id-throws",
    says: "Removing an id that is not there throws, and nothing of that update is written, the good parts neither.",
    world: () => "nobody",
    otherwise: { says: "an id that is there", world: () => "b" },
    async run(id) {
      const app = await chat();
      const error = await errorOf(() =>
        app.updateState(CHAT, { messages: [said("a", "hello again"), new RemoveMessage({ id })] }),
      );
      const messages = await textsOf(app);
      return {
        holds: error !== null && messages.join() === "hello,good day,ok",
        seen: { error: error?.split("\n")[0] ?? null, messages },
      };
    },
  }),
  claim({
    id: "unknown-removal-as-input-blocks-the-thread",
    says: "Sent as an input, such a removal is saved before it fails: reading and updating the state throw from then on, until another input comes.",
    world: () => "nobody",
    otherwise: { says: "an id that is there", world: () => "b" },
    async run(id) {
      const app = await chat();
      const messages = [new RemoveMessage({ id })];
      const sending = await errorOf(() => app.invoke({ messages }, CHAT));
      const reading = await errorOf(() => app.getState(CHAT));
      const updating = await errorOf(() => app.updateState(CHAT, { messages: [] }));
      await app.invoke({ messages: [said("d", "still there?")] }, CHAT);
      const afterwards = await textsOf(app);
      const first = (error: string | null) => error?.split("\n")[0] ?? null;
      return {
        holds: [sending, reading, updating].every((error) => error?.includes("nobody")) && afterwards.length === 4,
        seen: { sending: first(sending), reading: first(reading), updating: first(updating), afterwards },
      };
    },
  }),
  claim({
    id: "remove-all-leaves-what-follows",
    says: "A RemoveMessage with the id REMOVE_ALL_MESSAGES empties the list, and only what stands behind it in the same update is kept.",
    world: () => REMOVE_ALL_MESSAGES as string,
    otherwise: { says: "the id of one message", world: () => "b" },
    async run(id) {
      const app = await chat();
      await app.updateState(CHAT, { messages: [said("x", "before"), new RemoveMessage({ id }), said("y", "behind")] });
      const messages = await textsOf(app);
      return { holds: messages.join() === "behind", seen: { messages } };
    },
  }),
];
