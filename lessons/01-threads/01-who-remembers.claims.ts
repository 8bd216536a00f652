// The claims of "Who remembers?": what a graph still knows at the next call, and where that is kept.
import { HumanMessage } from "@langchain/core/messages";
import { Annotation, END, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { changed, claim, errorOf, onThread } from "../worlds.ts";

const State = Annotation.Root({
  said: Annotation<string[]>({ reducer: (before, texts) => before.concat(texts), default: () => [] }),
});

/** Two nodes, so that it can be seen how far a run got. `ran` lists which of them ran. */
function buildChat(checkpointer: BaseCheckpointSaver | undefined, ran: string[] = []) {
  const node = (name: string) => () => {
    ran.push(name);
    return {};
  };
  return new StateGraph(State)
    .addNode("charge", node("charge"))
    .addNode("answer", node("answer"))
    .addEdge(START, "charge")
    .addEdge("charge", "answer")
    .addEdge("answer", END)
    .compile({ checkpointer });
}

/** Two calls about the same thing, and what the state holds after the second. */
async function askTwice(chat: ReturnType<typeof buildChat>, first: string, second: string): Promise<string[]> {
  await chat.invoke({ said: ["I am Ada"] }, onThread(first));
  return (await chat.invoke({ said: ["Who am I?"] }, onThread(second))).said;
}

/** Messages into a thread, by a graph whose node says nothing. */
const buildMessages = async () =>
  new StateGraph(MessagesAnnotation)
    .addNode("answer", () => ({}))
    .addEdge(START, "answer")
    .compile({ checkpointer: await SqlJsSaver.open() });

/** A saver for which all threads are one. */
const oneThread = async () => {
  const to = (config: any) => ({ ...config, configurable: { ...config.configurable, thread_id: "the only one" } });
  return changed(await SqlJsSaver.open(), {
    getTuple: (original) => (config) => original(to(config)),
    put:
      (original) =>
      (config, ...rest) =>
        original(to(config), ...rest),
    putWrites:
      (original) =>
      (config, ...rest) =>
        original(to(config), ...rest),
  });
};

export const claims: readonly Claim[] = [
  claim({
    id: "no-checkpointer-no-memory",
    says: "A graph compiled without a checkpointer forgets between calls, and a thread_id changes nothing about it: no memory, no error.",
    sources: [{ source: "003", says: "MemorySaver is the default checkpointer.", verdict: "wrong" }],
    world: () => buildChat(undefined),
    otherwise: { says: "a graph with a checkpointer", world: () => buildChat(new MemorySaver()) },
    async run(chat) {
      const said = await askTwice(chat, "ada", "ada");
      return { holds: said.join() === "Who am I?", seen: { stateAfterTheSecondCall: said } };
    },
  }),
  claim({
    id: "same-thread-goes-on",
    says: "With a checkpointer, a call with the same thread_id starts from what the thread holds.",
    sources: [
      { source: "002", says: "A second call on the same thread continues the conversation.", verdict: "agrees" },
    ],
    world: async () => buildChat(await SqlJsSaver.open()),
    otherwise: { says: "a graph without a checkpointer", world: () => buildChat(undefined) },
    async run(chat) {
      const said = await askTwice(chat, "ada", "ada");
      return { holds: said.join() === "I am Ada,Who am I?", seen: { stateAfterTheSecondCall: said } };
    },
  }),
  claim({
    id: "other-threads-see-nothing",
    says: "Another thread_id sees nothing of it.",
    sources: [{ source: "004", says: "Alice's thread and Bob's are isolated.", verdict: "agrees" }],
    world: async () => buildChat(await SqlJsSaver.open()),
    otherwise: { says: "a saver that keeps one thread for all", world: async () => buildChat(await oneThread()) },
    async run(chat) {
      const said = await askTwice(chat, "one", "another");
      const first = (await chat.getState(onThread("one"))).values.said;
      return { holds: said.join() === "Who am I?" && first.join() === "I am Ada", seen: { one: first, another: said } };
    },
  }),
  claim({
    id: "no-thread-id-throws-too-late",
    says: "With a checkpointer and no thread_id, invoke throws, but under the default durability the nodes have run by then.",
    sources: [
      {
        source: "001",
        says: "Without a thread_id you silently get a fresh state: no error, no warning.",
        verdict: "wrong",
      },
      { source: "003", says: "Without a thread_id every call gets a new thread.", verdict: "wrong" },
      { source: "004", says: "Without a thread_id the call works and nothing is kept.", verdict: "wrong" },
      { source: "002", says: "A thread_id is required.", verdict: "agrees" },
    ],
    world: () => ({}),
    otherwise: { says: 'a call with durability "sync"', world: () => ({ durability: "sync" as const }) },
    async run(options) {
      const ran: string[] = [];
      const chat = buildChat(await SqlJsSaver.open(), ran);
      const error = await errorOf(() => chat.invoke({ said: ["hello"] }, options));
      return {
        holds: error !== null && error.includes("thread_id") && ran.join() === "charge,answer",
        seen: { error, nodesThatRan: [...ran] },
      };
    },
  }),
  claim({
    id: "sync-durability-stops-in-time",
    says: 'With durability "sync", the same call stops before the first node.',
    world: () => ({ durability: "sync" as const }),
    otherwise: { says: "a call with the default durability", world: () => ({}) },
    async run(options) {
      const ran: string[] = [];
      const chat = buildChat(await SqlJsSaver.open(), ran);
      const error = await errorOf(() => chat.invoke({ said: ["hello"] }, options));
      return {
        holds: error !== null && error.includes("thread_id") && ran.length === 0,
        seen: { error, nodesThatRan: [...ran] },
      };
    },
  }),
  claim({
    id: "resent-history-doubles",
    says: "Messages without an id are appended: a client that sends the whole conversation again doubles it.",
    world: () => ({ id: undefined as string | undefined }),
    otherwise: { says: "a client whose messages carry ids", world: () => ({ id: "m1" }) },
    async run({ id }) {
      const chat = await buildMessages();
      const first = () => new HumanMessage({ id, content: "I am Ada" });
      await chat.invoke({ messages: [first()] }, onThread("ada"));
      const { messages } = await chat.invoke({ messages: [first(), new HumanMessage("Who am I?")] }, onThread("ada"));
      const texts = messages.map(({ content }) => String(content));
      return { holds: texts.filter((text) => text === "I am Ada").length === 2, seen: { messages: texts } };
    },
  }),
  claim({
    id: "messages-with-an-id-are-replaced",
    says: "A message that carries an id replaces the one with the same id instead.",
    world: () => ({ first: "m1", second: "m1" }),
    otherwise: { says: "a client that makes a new id each time", world: () => ({ first: "m1", second: "m2" }) },
    async run({ first, second }) {
      const chat = await buildMessages();
      await chat.invoke({ messages: [new HumanMessage({ id: first, content: "I am Ada" })] }, onThread("ada"));
      const resent = [new HumanMessage({ id: second, content: "I am Ada L." }), new HumanMessage("Who am I?")];
      const { messages } = await chat.invoke({ messages: resent }, onThread("ada"));
      const texts = messages.map(({ content }) => String(content));
      return { holds: texts.join() === "I am Ada L.,Who am I?", seen: { messages: texts } };
    },
  }),
  claim({
    id: "memory-saver-is-one-programs-memory",
    says: "A MemorySaver knows only what was saved with that very object: a new one, as after a restart, is empty.",
    sources: [
      { source: "003", says: "In-memory checkpoints are gone after a redeploy or a crash.", verdict: "agrees" },
      { source: "004", says: "Do not use the in-memory saver in production.", verdict: "agrees" },
    ],
    world: () => ({ before: new MemorySaver(), after: new MemorySaver() }),
    otherwise: {
      says: "a program that was not restarted",
      world: () => {
        const same = new MemorySaver();
        return { before: same, after: same };
      },
    },
    async run({ before, after }) {
      await buildChat(before).invoke({ said: ["I am Ada"] }, onThread("ada"));
      const { values } = await buildChat(after).getState(onThread("ada"));
      return { holds: Object.keys(values).length === 0, seen: { stateInTheNewSaver: values } };
    },
  }),
  claim({
    id: "database-outlives-the-graph",
    says: "What a database saver wrote can be read by any graph over the same bytes, in another program too.",
    sources: [
      { source: "003", says: "Another replica reads the same checkpoints from the same database.", verdict: "agrees" },
    ],
    world: () => (bytes: Uint8Array) => SqlJsSaver.open({ bytes, name: "elsewhere" }),
    otherwise: {
      says: "a program with a database of its own",
      world: () => () => SqlJsSaver.open({ name: "elsewhere" }),
    },
    async run(openElsewhere) {
      const saver = await SqlJsSaver.open();
      await buildChat(saver).invoke({ said: ["I am Ada"] }, onThread("ada"));
      const { values } = await buildChat(await openElsewhere(saver.export())).getState(onThread("ada"));
      return { holds: values.said?.join() === "I am Ada", seen: { stateInTheOtherProgram: values } };
    },
  }),
];
