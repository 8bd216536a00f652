// Running graphs: fan-out, limits, failures, retries, many threads at once.
import {
  Annotation,
  Command,
  END,
  MessagesAnnotation,
  Send,
  START,
  StateGraph,
  StateSchema,
  ReducedValue,
  addMessages,
  getConfig,
  interrupt,
} from "@langchain/langgraph";
import { AIMessage, HumanMessage, RemoveMessage } from "@langchain/core/messages";
import { z } from "zod";
import { attempt, openSaver, pause, thread, type Scenarios } from "./scenario.ts";

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),
  count: Annotation<number>({ reducer: (a, b) => a + b, default: () => 0 }),
});

const endless = () =>
  new StateGraph(Log)
    .addNode("again", async () => (await null, { count: 1 }))
    .addEdge(START, "again")
    .addEdge("again", "again");

export const running: Scenarios = {
  "map and reduce with Send": async () => {
    const app = new StateGraph(Log)
      .addNode("square", async ({ n }: any) => (await pause(4 - n), { log: [`${n * n}`], count: n * n }))
      .addNode("sum", ({ count }) => ({ log: [`sum ${count}`] }), { defer: true })
      .addConditionalEdges(START, () => [1, 2, 3].map((n) => new Send("square", { n })))
      .addEdge("square", "sum")
      .compile();
    return app.invoke({ log: [] });
  },

  "a deferred node waits for the longer branch": async () => {
    const node = (name: string) => async () => (await pause(), { log: [name] });
    const app = new StateGraph(Log)
      .addNode("short", node("short"))
      .addNode("long1", node("long1"))
      .addNode("long2", node("long2"))
      .addNode("join", node("join"), { defer: true })
      .addEdge(START, "short")
      .addEdge(START, "long1")
      .addEdge("long1", "long2")
      .addEdge("short", "join")
      .addEdge("long2", "join")
      .compile();
    return app.invoke({ log: [] });
  },

  "the recursion limit": () => attempt(() => endless().compile().invoke({ log: [] }, { recursionLimit: 7 })),

  "a run is aborted": async () => {
    const controller = new AbortController();
    const app = new StateGraph(Log)
      .addNode("slow", async () => {
        setTimeout(() => controller.abort(), 5);
        await pause(1000);
        return { log: ["too late"] };
      })
      .addEdge(START, "slow")
      .compile({ checkpointer: await openSaver() });
    const end: any = await attempt(() => app.invoke({ log: [] }, { ...thread("1"), signal: controller.signal }));
    return { threw: end.threw instanceof Error, next: (await app.getState(thread("1"))).next };
  },

  "a node is tried again": async () => {
    let tries = 0;
    const app = new StateGraph(Log)
      .addNode(
        "shaky",
        async () => {
          await pause();
          if (++tries < 3) throw new Error(`try ${tries}`);
          return { log: [`try ${tries} in ${getConfig().metadata?.langgraph_node}`] };
        },
        { retryPolicy: { maxAttempts: 3, initialInterval: 1, jitter: false } },
      )
      .addEdge(START, "shaky")
      .compile();
    return app.invoke({ log: [] });
  },

  "a node throws after an await": () => {
    const app = new StateGraph(Log)
      .addNode("bad", async () => {
        await pause();
        throw new RangeError("out of range");
      })
      .addEdge(START, "bad")
      .compile();
    return attempt(() => app.invoke({ log: [] }));
  },

  "two nodes write one value": () => {
    const State = Annotation.Root({ one: Annotation<string>() });
    const app = new StateGraph(State)
      .addNode("a", async () => (await null, { one: "a" }))
      .addNode("b", async () => (await null, { one: "b" }))
      .addEdge(START, "a")
      .addEdge(START, "b")
      .compile();
    return attempt(() => app.invoke({}));
  },

  "commands choose the way": async () => {
    const app = new StateGraph(Log)
      .addNode(
        "choose",
        async ({ count }) => (
          await pause(),
          new Command({ goto: count > 2 ? END : "choose", update: { count: 1, log: [`at ${count}`] } })
        ),
        {
          ends: ["choose", END],
        },
      )
      .addEdge(START, "choose")
      .compile();
    return app.invoke({ log: [] });
  },

  "conditional edges after an await": async () => {
    const app = new StateGraph(Log)
      .addNode("left", () => ({ log: ["left"] }))
      .addNode("right", () => ({ log: ["right"] }))
      .addConditionalEdges(START, async ({ count }) => {
        await pause();
        return `${count > 0 ? "left" : "right"}` as const;
      })
      .compile();
    return [await app.invoke({ count: 1 }), await app.invoke({ count: 0 })];
  },

  "twenty threads at once": async () => {
    const app = new StateGraph(Log)
      .addNode("work", async ({ log }) => {
        const id = getConfig().configurable?.thread_id as string;
        await pause((Number(id) * 7) % 5);
        const same = getConfig().configurable?.thread_id === id;
        await Promise.all([pause(), Promise.resolve()]);
        return { log: [`${log[0]} ${id} ${same} ${getConfig().configurable?.thread_id === id}`] };
      })
      .addNode("ask", async () => (await null, { log: [interrupt(getConfig().configurable?.thread_id)] }))
      .addEdge(START, "work")
      .addEdge("work", "ask")
      .compile({ checkpointer: await openSaver() });
    const ids = Array.from({ length: 20 }, (_, i) => String(i));
    const paused = await Promise.all(ids.map((id) => app.invoke({ log: [`for ${id}`] }, thread(id))));
    const resumed = await Promise.all(ids.map((id) => app.invoke(new Command({ resume: `answer ${id}` }), thread(id))));
    return { paused: paused.map((state: any) => state.__interrupt__[0].value), logs: resumed.map(({ log }) => log) };
  },

  "messages are added, replaced and removed by id": async () => {
    const app = new StateGraph(MessagesAnnotation)
      .addNode("edit", async () => {
        await pause();
        return { messages: [new AIMessage({ id: "b", content: "replaced" }), new RemoveMessage({ id: "a" })] };
      })
      .addEdge(START, "edit")
      .compile({ checkpointer: await openSaver() });
    const messages = [new HumanMessage({ id: "a", content: "one" }), new AIMessage({ id: "b", content: "two" })];
    await app.invoke({ messages }, thread("1"));
    const { values } = await app.getState(thread("1"));
    return { stored: values.messages, plain: addMessages([], [{ role: "user", content: "hi", id: "u" }]) };
  },

  "a state described by zod": async () => {
    const State = z.object({ n: z.number().default(1), words: z.array(z.string()).default([]) });
    const app = new StateGraph(State)
      .addNode("add", async ({ n, words }) => (await pause(), { n: n + 1, words: [...words, "x"] }))
      .addEdge(START, "add")
      .compile();
    return [await app.invoke({ n: 1 }), await attempt(() => app.invoke({ n: "many" } as any))];
  },

  "a state described by a schema with a reducer": async () => {
    const State = new StateSchema({
      total: new ReducedValue(z.number().default(0), { reducer: (a: number, b: number) => a + b }),
    });
    const app = new StateGraph(State)
      .addNode("a", async () => (await pause(), { total: 2 }))
      .addNode("b", async () => ({ total: 3 }))
      .addEdge(START, "a")
      .addEdge(START, "b")
      .compile();
    return app.invoke({ total: 1 });
  },

  "a graph is drawn": async () => endless().compile().getGraph().drawMermaid(),
};
