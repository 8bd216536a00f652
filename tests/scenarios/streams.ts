// What a run tells while it goes on, in every mode.
import { Annotation, MessagesAnnotation, START, StateGraph, getWriter } from "@langchain/langgraph";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { attempt, collect, openSaver, pause, thread, type Scenarios } from "./scenario.ts";

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),
});

async function twoSteps() {
  return new StateGraph(Log)
    .addNode("one", async () => {
      await pause();
      getWriter()?.({ progress: 1 });
      return { log: ["one"] };
    })
    .addNode("two", async ({ log }) => {
      await null;
      getWriter()?.({ progress: 2 });
      return { log: [`two after ${log.length}`] };
    })
    .addEdge(START, "one")
    .addEdge("one", "two")
    .compile({ checkpointer: await openSaver() });
}

const streamed = (streamMode: any) => async () =>
  collect(await (await twoSteps()).stream({ log: ["start"] }, { ...thread("1"), streamMode }));

export const streams: Scenarios = {
  values: streamed("values"),
  updates: streamed("updates"),
  custom: streamed("custom"),
  debug: streamed("debug"),
  tasks: streamed("tasks"),
  checkpoints: streamed("checkpoints"),
  "several modes at once": streamed(["values", "updates", "custom", "tasks"]),

  "messages that nodes return": async () => {
    const app = new StateGraph(MessagesAnnotation)
      .addNode("answer", async () => (await pause(), { messages: [new AIMessage({ content: "hello", id: "a1" })] }))
      .addEdge(START, "answer")
      .compile();
    const input = { messages: [new HumanMessage({ content: "hi", id: "h1" })] };
    const chunks = await collect<any>(await app.stream(input, { streamMode: "messages" }));
    return chunks.map(([message, metadata]) => [message.content, metadata.langgraph_node, metadata.langgraph_step]);
  },

  "a stream that is left early": async () => {
    const app = await twoSteps();
    const seen: unknown[] = [];
    for await (const chunk of await app.stream({ log: [] }, { ...thread("1"), streamMode: "updates" })) {
      seen.push(chunk);
      break;
    }
    await pause(20);
    return seen;
  },

  "a stream that fails in the middle": async () => {
    const app = new StateGraph(Log)
      .addNode("one", async () => (await pause(), { log: ["one"] }))
      .addNode("two", async () => {
        await pause();
        throw new Error("two is broken");
      })
      .addEdge(START, "one")
      .addEdge("one", "two")
      .compile();
    const seen: unknown[] = [];
    const end = await attempt(async () => {
      for await (const chunk of await app.stream({ log: [] }, { streamMode: "updates" })) seen.push(chunk);
    });
    return { seen, end };
  },

  events: async () => {
    const events = await collect<any>((await twoSteps()).streamEvents({ log: [] }, { ...thread("1"), version: "v2" }));
    return events.map(({ event, name, metadata }) => `${event} ${name} ${metadata?.langgraph_node ?? ""}`);
  },

  "a readable stream is piped through a transformer": async () => {
    const source = new ReadableStream<number>({
      async pull(controller) {
        await pause();
        controller.enqueue(1);
        controller.enqueue(2);
        controller.close();
      },
    });
    const doubled = source.pipeThrough(
      new TransformStream<number, number>({
        async transform(n, controller) {
          await null;
          controller.enqueue(n * 2);
        },
      }),
    );
    const seen: number[] = [];
    const reader = doubled.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) seen.push(next.value);
    return seen;
  },
};
