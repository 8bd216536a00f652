import { AIMessage, HumanMessage, type BaseMessage } from "@langchain/core/messages";
import {
  Annotation,
  Command,
  END,
  interrupt,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { connect, rejection } from "./connected-ports.ts";

// The guest's side: what a learner's module would export.
const Counted = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
});

function subject() {
  return {
    Command,
    MemorySaver,
    build: (checkpointer: MemorySaver, node: any) =>
      new StateGraph(Counted)
        .addNode("first", node)
        .addNode("second", () => ({ log: ["second"] }))
        .addEdge(START, "first")
        .addEdge("first", "second")
        .addEdge("second", END)
        .compile({ checkpointer }),
    ask: (checkpointer: MemorySaver) =>
      new StateGraph(Counted)
        .addNode("ask", () => ({ log: [interrupt<unknown, string>({ question: "sure?" })] }))
        .addEdge(START, "ask")
        .compile({ checkpointer }),
    chat: (model: any) =>
      new StateGraph(MessagesAnnotation)
        .addNode("model", async ({ messages }) => ({ messages: [await model(messages)] }))
        .addEdge(START, "model")
        .compile(),
    send: (text: string): BaseMessage[] => [new HumanMessage(text), new AIMessage({ content: "hi", id: "a1" })],
  };
}

const config = { configurable: { thread_id: "t1" } };

describe("LangGraph at the other end of a port", () => {
  it("runs a graph whose node is a test's own function", async () => {
    using ports = connect(subject());
    const { remote } = ports;
    let calls = 0;
    const app = await remote.build(undefined, async (state: { log: string[] }) => {
      calls++;
      return { log: [`first after ${state.log.length}`] };
    });
    expect(await app.invoke({ log: ["start"] })).toEqual({ log: ["start", "first after 1", "second"] });
    expect(calls).toBe(1);
  });

  it("checkpoints into a saver that the test made, and walks its history", async () => {
    using ports = connect({ module: () => subject() });
    const module = await ports.remote.module();
    const saver = new module.MemorySaver();
    const app = await module.build(saver, () => ({ log: ["first"] }));
    await app.invoke({ log: [] }, config);
    const state = await app.getState(config);
    expect([state.values, state.next]).toEqual([{ log: ["first", "second"] }, []]);
    const history: any[] = [];
    for await (const snapshot of app.getStateHistory(config)) history.push([snapshot.metadata.step, snapshot.next]);
    expect(history).toEqual([
      [2, []],
      [1, ["second"]],
      [0, ["first"]],
      [-1, ["__start__"]],
    ]);
    let stored = 0;
    for await (const _ of saver.list(config)) stored++;
    expect(stored).toBe(4);
  });

  it("rejects with what a test's node threw, and goes on from there", async () => {
    using ports = connect({ module: () => subject() });
    const module = await ports.remote.module();
    let attempts = 0;
    const app = await module.build(new module.MemorySaver(), () => {
      if (++attempts === 1) throw new RangeError("crash");
      return { log: ["first"] };
    });
    expect(await rejection(app.invoke({ log: [] }, config))).toMatchObject({ name: "RangeError", message: "crash" });
    expect(await app.invoke(null, config)).toEqual({ log: ["first", "second"] });
  });

  it("interrupts, shows the question, and resumes with a command made in the guest", async () => {
    using ports = connect({ module: () => subject() });
    const module = await ports.remote.module();
    const app = await module.ask(new module.MemorySaver());
    await app.invoke({ log: [] }, config);
    const { tasks } = await app.getState(config);
    expect(tasks[0].interrupts[0].value).toEqual({ question: "sure?" });
    expect(await app.invoke(new module.Command({ resume: "yes" }), config)).toEqual({ log: ["yes"] });
  });

  it("streams", async () => {
    using ports = connect(subject());
    const app = await ports.remote.build(undefined, () => ({ log: ["first"] }));
    const chunks: unknown[] = [];
    for await (const chunk of app.stream({ log: [] }, { streamMode: "updates" })) chunks.push(chunk);
    expect(chunks).toEqual([{ first: { log: ["first"] } }, { second: { log: ["second"] } }]);
  });

  it("copies messages as data, which a test's model answers in kind", async () => {
    using ports = connect(subject());
    expect(await ports.remote.send("hello")).toEqual([
      { type: "human", content: "hello" },
      { type: "ai", content: "hi", id: "a1" },
    ]);
    const app = await ports.remote.chat(async (messages: any[]) => ({
      type: "ai",
      content: `${messages.length} so far`,
    }));
    const { messages } = await app.invoke({ messages: [{ role: "user", content: "hello" }] });
    expect(messages.map(({ type, content }: any) => [type, content])).toEqual([
      ["human", "hello"],
      ["ai", "1 so far"],
    ]);
  });
});
