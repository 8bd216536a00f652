// Graphs inside graphs: the inner one finds its saver, its namespace and its parent through the asynchronous context.
import { Annotation, Command, START, StateGraph, interrupt, MemorySaver } from "@langchain/langgraph";
import { collect, openSaver, pause, thread, type Scenarios } from "./scenario.ts";

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),
});
const Other = Annotation.Root({ word: Annotation<string>() });

const asking = (name: string) => async () => {
  await pause();
  return { log: [`${name}: ${interrupt(`${name}?`)}`] };
};

function oneNode(name: string, node: any, options: any = {}) {
  return new StateGraph(Log).addNode(name, node).addEdge(START, name).compile(options);
}

export const subgraphs: Scenarios = {
  "a subgraph as a node pauses and goes on": async () => {
    const app = oneNode("outer", oneNode("inner", asking("inner")), { checkpointer: await openSaver() });
    const paused = await app.invoke({ log: ["start"] }, thread("1"));
    const resumed = await app.invoke(new Command({ resume: "yes" }), thread("1"));
    return { paused, resumed };
  },

  "three levels down": async () => {
    const third = oneNode("third", asking("third"));
    const second = oneNode("second", third);
    const app = oneNode("first", second, { checkpointer: await openSaver() });
    const paused = await app.invoke({ log: [] }, thread("1"));
    const state = await app.getState(thread("1"), { subgraphs: true });
    const resumed = await app.invoke(new Command({ resume: "yes" }), thread("1"));
    return { paused, state: { tasks: state.tasks, next: state.next }, resumed };
  },

  "three levels down, each called inside a node": async () => {
    const third = oneNode("third", asking("third"));
    const second = oneNode("second", async () => ({ log: (await third.invoke({ log: ["into third"] })).log }));
    const first = async () => {
      await pause();
      return { log: (await second.invoke({ log: ["into second"] })).log };
    };
    const app = oneNode("first", first, { checkpointer: await openSaver() });
    const paused = await app.invoke({ log: [] }, thread("1"));
    return { paused, resumed: await app.invoke(new Command({ resume: "yes" }), thread("1")) };
  },

  "a subgraph with another state, called inside a node after an await": async () => {
    const inner = new StateGraph(Other)
      .addNode("ask", async ({ word }) => (await null, { word: `${word} ${interrupt("word?")}` }))
      .addEdge(START, "ask")
      .compile();
    const node = async () => {
      await pause(2);
      return { log: [(await inner.invoke({ word: "hello" })).word] };
    };
    const app = oneNode("outer", node, { checkpointer: await openSaver() });
    const paused = await app.invoke({ log: [] }, thread("1"));
    return { paused, resumed: await app.invoke(new Command({ resume: "world" }), thread("1")) };
  },

  "a subgraph that keeps a memory of its own": async () => {
    const inner = oneNode("count", async (state: any) => (await pause(), { log: [`seen ${state.log.length}`] }), {
      checkpointer: true,
    });
    const node = async () => ({ log: (await inner.invoke({ log: ["again"] })).log.slice(-1) });
    const app = oneNode("outer", node, { checkpointer: await openSaver() });
    await app.invoke({ log: [] }, thread("1"));
    return app.invoke({ log: [] }, thread("1"));
  },

  "a subgraph that must not be saved": async () => {
    const saver = await openSaver();
    const inner = oneNode("inner", async () => (await null, { log: ["inner"] }), { checkpointer: false });
    const app = oneNode("outer", inner, { checkpointer: saver });
    const result = await app.invoke({ log: [] }, thread("1"));
    const namespaces = (await collect(saver.list(thread("1")))).map(({ config }) => config.configurable!.checkpoint_ns);
    return { result, namespaces };
  },

  "a command to the parent graph": async () => {
    const inner = new StateGraph(Log)
      .addNode("leave", async () => {
        await pause();
        return new Command({ graph: Command.PARENT, goto: "after", update: { log: ["left the inner graph"] } });
      })
      .addEdge(START, "leave")
      .compile();
    const app = new StateGraph(Log)
      .addNode("inner", inner, { ends: ["after"] })
      .addNode("after", () => ({ log: ["after"] }))
      .addEdge(START, "inner")
      .compile({ checkpointer: await openSaver() });
    return app.invoke({ log: ["start"] }, thread("1"));
  },

  "chunks of subgraphs come with their namespace": async () => {
    const inner = oneNode("inner", async () => (await pause(), { log: ["inner"] }));
    const app = oneNode("outer", oneNode("middle", inner), { checkpointer: await openSaver() });
    return collect(await app.stream({ log: [] }, { ...thread("1"), subgraphs: true, streamMode: "updates" }));
  },

  "the checkpoints of a paused subgraph": async () => {
    const saver = await openSaver();
    const app = oneNode("outer", oneNode("inner", asking("inner")), { checkpointer: saver });
    await app.invoke({ log: ["start"] }, thread("1"));
    const rows = (await collect(saver.list(thread("1")))).map(({ config, metadata, parentConfig }) => ({
      namespace: config.configurable!.checkpoint_ns,
      id: config.configurable!.checkpoint_id,
      parent: parentConfig?.configurable?.checkpoint_id,
      step: metadata?.step,
      source: metadata?.source,
    }));
    // Two namespaces write in an order of their own making.
    return rows.sort((a, b) => a.namespace.length - b.namespace.length || (a.step ?? 0) - (b.step ?? 0));
  },

  "the inner state of a paused subgraph is changed": async () => {
    const inner = oneNode(
      "inner",
      async (state: any) => (await pause(), { log: [`${state.log.at(-1)} ${interrupt("?")}`] }),
    );
    const app = oneNode("outer", inner, { checkpointer: new MemorySaver() });
    await app.invoke({ log: ["start"] }, thread("1"));
    const { tasks } = await app.getState(thread("1"), { subgraphs: true });
    await app.updateState((tasks[0]!.state as any).config, { log: ["changed"] });
    return app.invoke(new Command({ resume: "yes" }), thread("1"));
  },
};
