// The claims of "Who remembers?": what a graph still knows at the next call, and where that is kept.
import { HumanMessage } from "@langchain/core/messages";
import { Annotation, END, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";

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

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

/** What kept a call from ending well; null when nothing did. */
async function errorOf(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const claims: readonly Claim[] = [
  {
    id: "no-checkpointer-no-memory",
    says: "A graph compiled without a checkpointer forgets between calls, and a thread_id changes nothing about it: no memory, no error.",
    sources: [{ source: "003", says: "MemorySaver is the default checkpointer.", verdict: "wrong" }],
    async run() {
      const chat = buildChat(undefined);
      await chat.invoke({ said: ["I am Ada"] }, onThread("ada"));
      const { said } = await chat.invoke({ said: ["Who am I?"] }, onThread("ada"));
      return { holds: said.join() === "Who am I?", seen: { stateAfterTheSecondCall: said } };
    },
  },
  {
    id: "same-thread-goes-on",
    says: "With a checkpointer, a call with the same thread_id starts from what the thread holds.",
    sources: [
      { source: "002", says: "A second call on the same thread continues the conversation.", verdict: "agrees" },
    ],
    async run() {
      const chat = buildChat(await SqlJsSaver.open());
      await chat.invoke({ said: ["I am Ada"] }, onThread("ada"));
      const { said } = await chat.invoke({ said: ["Who am I?"] }, onThread("ada"));
      return { holds: said.join() === "I am Ada,Who am I?", seen: { stateAfterTheSecondCall: said } };
    },
  },
  {
    id: "other-threads-see-nothing",
    says: "Another thread_id sees nothing of it.",
    sources: [{ source: "004", says: "Alice's thread and Bob's are isolated.", verdict: "agrees" }],
    async run() {
      const chat = buildChat(await SqlJsSaver.open());
      await chat.invoke({ said: ["I am Ada"] }, onThread("one"));
      const { said } = await chat.invoke({ said: ["Who am I?"] }, onThread("another"));
      const first = (await chat.getState(onThread("one"))).values.said;
      return { holds: said.join() === "Who am I?" && first.join() === "I am Ada", seen: { one: first, another: said } };
    },
  },
  {
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
    async run() {
      const ran: string[] = [];
      const chat = buildChat(await SqlJsSaver.open(), ran);
      const error = await errorOf(() => chat.invoke({ said: ["hello"] }));
      return {
        holds: error !== null && error.includes("thread_id") && ran.join() === "charge,answer",
        seen: { error, nodesThatRan: [...ran] },
      };
    },
  },
  {
    id: "sync-durability-stops-in-time",
    says: 'With durability "sync", the same call stops before the first node.',
    async run() {
      const ran: string[] = [];
      const chat = buildChat(await SqlJsSaver.open(), ran);
      const error = await errorOf(() => chat.invoke({ said: ["hello"] }, { durability: "sync" }));
      return {
        holds: error !== null && error.includes("thread_id") && ran.length === 0,
        seen: { error, nodesThatRan: [...ran] },
      };
    },
  },
  {
    id: "resent-history-doubles",
    says: "Messages without an id are appended: a client that sends the whole conversation again doubles it.",
    async run() {
      const chat = new StateGraph(MessagesAnnotation)
        .addNode("answer", () => ({ messages: [{ role: "assistant", content: "Hello Ada" }] }))
        .addEdge(START, "answer")
        .compile({ checkpointer: await SqlJsSaver.open() });
      const lines = [{ role: "user", content: "I am Ada" }];
      await chat.invoke({ messages: lines }, onThread("ada"));
      lines.push({ role: "assistant", content: "Hello Ada" }, { role: "user", content: "Who am I?" });
      const { messages } = await chat.invoke({ messages: lines }, onThread("ada"));
      const texts = messages.map(({ content }) => String(content));
      return { holds: texts.filter((text) => text === "I am Ada").length === 2, seen: { messages: texts } };
    },
  },
  {
    id: "messages-with-an-id-are-replaced",
    says: "A message that carries an id replaces the one with the same id instead.",
    async run() {
      const chat = new StateGraph(MessagesAnnotation)
        .addNode("answer", () => ({}))
        .addEdge(START, "answer")
        .compile({ checkpointer: await SqlJsSaver.open() });
      await chat.invoke({ messages: [new HumanMessage({ id: "m1", content: "I am Ada" })] }, onThread("ada"));
      const resent = [new HumanMessage({ id: "m1", content: "I am Ada L." }), new HumanMessage("Who am I?")];
      const { messages } = await chat.invoke({ messages: resent }, onThread("ada"));
      const texts = messages.map(({ content }) => String(content));
      return { holds: texts.join() === "I am Ada L.,Who am I?", seen: { messages: texts } };
    },
  },
  {
    id: "memory-saver-is-one-programs-memory",
    says: "A MemorySaver knows only what was saved with that very object: a new one, as after a restart, is empty.",
    sources: [
      { source: "003", says: "In-memory checkpoints are gone after a redeploy or a crash.", verdict: "agrees" },
      { source: "004", says: "Do not use the in-memory saver in production.", verdict: "agrees" },
    ],
    async run() {
      await buildChat(new MemorySaver()).invoke({ said: ["I am Ada"] }, onThread("ada"));
      const { values } = await buildChat(new MemorySaver()).getState(onThread("ada"));
      return { holds: Object.keys(values).length === 0, seen: { stateInTheNewSaver: values } };
    },
  },
  {
    id: "database-outlives-the-graph",
    says: "What a database saver wrote can be read by any graph over the same bytes, in another program too.",
    sources: [
      { source: "003", says: "Another replica reads the same checkpoints from the same database.", verdict: "agrees" },
    ],
    async run() {
      const saver = await SqlJsSaver.open();
      await buildChat(saver).invoke({ said: ["I am Ada"] }, onThread("ada"));
      const elsewhere = await SqlJsSaver.open({ bytes: saver.export(), name: "elsewhere" });
      const { values } = await buildChat(elsewhere).getState(onThread("ada"));
      return { holds: values.said?.join() === "I am Ada", seen: { stateInTheOtherProgram: values } };
    },
  },
];
