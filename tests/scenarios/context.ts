// What a node reads from the asynchronous context: the store, its configuration, the writer, the run it belongs to.
import {
  Annotation,
  InMemoryStore,
  START,
  StateGraph,
  getConfig,
  getCurrentTaskInput,
  getStore,
  getWriter,
} from "@langchain/langgraph";
import { dispatchCustomEvent } from "@langchain/core/callbacks/dispatch";
import { RunnableLambda } from "@langchain/core/runnables";
import { z } from "zod";
import { attempt, collect, openSaver, pause, thread, type Scenarios } from "./scenario.ts";

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),
});

function graph(nodes: Record<string, any>, options: any = {}) {
  const builder: any = new StateGraph(Log);
  for (const [name, node] of Object.entries(nodes)) builder.addNode(name, node).addEdge(START, name);
  return builder.compile(options);
}

export const context: Scenarios = {
  "getStore after awaits": async () => {
    const node = async () => {
      await pause();
      await getStore()!.put(["users", "1"], "name", { first: "Ada" });
      const found = await getStore()!.get(["users", "1"], "name");
      return { log: [JSON.stringify(found?.value)] };
    };
    return graph({ node }, { store: new InMemoryStore() }).invoke({ log: [] });
  },

  "getStore in two graphs that run at once": async () => {
    const run = async (name: string, ms: number) => {
      const node = async () => {
        await getStore()!.put(["shared"], "who", { name });
        await pause(ms);
        const item = await getStore()!.get(["shared"], "who");
        return { log: [item!.value.name as string] };
      };
      return graph({ node }, { store: new InMemoryStore() }).invoke({ log: [] });
    };
    return Promise.all([run("first", 3), run("second", 1)]);
  },

  "a store is searched, listed and emptied": async () => {
    const store = new InMemoryStore();
    const node = async () => {
      for (const n of [1, 2, 3]) await getStore()!.put(["notes", `user${n % 2}`], `note${n}`, { n, even: n % 2 === 0 });
      const all = await getStore()!.search(["notes"]);
      const filtered = await getStore()!.search(["notes"], { filter: { n: { $gte: 2 } }, limit: 2 });
      const namespaces = await store.listNamespaces({ prefix: ["notes"] });
      await getStore()!.delete(["notes", "user1"], "note1");
      const gone = await getStore()!.get(["notes", "user1"], "note1");
      const brief = (items: any[]) => items.map(({ key, namespace, value }) => ({ key, namespace, value }));
      return { log: [JSON.stringify({ all: brief(all), filtered: brief(filtered), namespaces, gone })] };
    };
    return graph({ node }, { store }).invoke({ log: [] });
  },

  "a store ranks by meaning": async () => {
    const embed = (text: string) => ["cat", "dog", "tea"].map((word) => (text.includes(word) ? 1 : 0.1));
    const embeddings: any = {
      embedDocuments: async (texts: string[]) => (await pause(), texts.map(embed)),
      embedQuery: async (text: string) => (await null, embed(text)),
    };
    const store = new InMemoryStore({ index: { dims: 3, embeddings } });
    const node = async () => {
      for (const text of ["a cat", "a dog", "tea with a cat"]) await getStore()!.put(["m"], text, { text });
      const found = await getStore()!.search(["m"], { query: "cat" });
      return { log: found.map(({ key, score }) => `${key} ${score?.toFixed(3)}`) };
    };
    return graph({ node }, { store }).invoke({ log: [] });
  },

  "getConfig after awaits": async () => {
    const node = async () => {
      await pause();
      await Promise.resolve();
      const { configurable, tags, metadata } = getConfig();
      return {
        log: [
          JSON.stringify({
            thread: configurable?.thread_id,
            user: configurable?.user,
            tags,
            step: metadata?.langgraph_step,
            node: metadata?.langgraph_node,
          }),
        ],
      };
    };
    const config = { configurable: { thread_id: "7", user: "ada" }, tags: ["t1"] };
    return graph({ node }, { checkpointer: await openSaver() }).invoke({ log: [] }, config);
  },

  "getConfig in three runs at once": async () => {
    const node = async () => {
      const before = getConfig().configurable?.thread_id;
      await pause(Number(before));
      return { log: [`${before} ${getConfig().configurable?.thread_id}`] };
    };
    const app = graph({ node }, { checkpointer: await openSaver() });
    return Promise.all(["3", "1", "2"].map((id) => app.invoke({ log: [] }, thread(id))));
  },

  "getWriter after an await": async () => {
    const node = async () => {
      getWriter()?.({ at: "start" });
      await pause();
      getWriter()?.({ at: "after a timer" });
      await Promise.all([1, 2].map(async (n) => (await null, getWriter()?.({ at: n }))));
      return { log: ["done"] };
    };
    return collect(await graph({ node }).stream({ log: [] }, { streamMode: "custom" }));
  },

  "getWriter in a helper": async () => {
    const helper = async () => {
      await pause();
      getWriter()?.("from the helper");
    };
    const node = async () => (await helper(), { log: [] });
    return collect(await graph({ node }).stream({ log: [] }, { streamMode: "custom" }));
  },

  "the runtime of a node": async () => {
    const app = new StateGraph(Log, z.object({ user: z.string() }))
      .addNode("node", async (_state, runtime: any) => {
        await pause();
        runtime.writer?.({ user: runtime.context.user });
        return { log: [runtime.context.user, String(runtime.configurable?.thread_id)] };
      })
      .addEdge(START, "node")
      .compile({ checkpointer: await openSaver() });
    return collect(
      await app.stream({ log: [] }, { ...thread("1"), context: { user: "ada" }, streamMode: ["custom", "values"] }),
    );
  },

  "the input of the running task": async () => {
    const node = async () => (await pause(), { log: [JSON.stringify(getCurrentTaskInput())] });
    return graph({ node }).invoke({ log: ["given"] });
  },

  "a runnable called inside a node inherits its configuration": async () => {
    const inner = RunnableLambda.from(async (word: string, config) => {
      await pause();
      const inherited = getConfig();
      return `${word} ${config.metadata?.langgraph_node} ${inherited.configurable?.thread_id} ${config.tags?.join()}`;
    });
    const node = async () => {
      await pause();
      return {
        log: [await inner.invoke("a"), await RunnableLambda.from(async (x: string) => inner.invoke(x)).invoke("b")],
      };
    };
    return graph({ node }, { checkpointer: await openSaver() }).invoke(
      { log: [] },
      { ...thread("1"), tags: ["outer"] },
    );
  },

  "custom events of a nested runnable": async () => {
    const inner = RunnableLambda.from(async (n: number) => {
      await pause();
      await dispatchCustomEvent("progress", { n });
      return n * 2;
    });
    const node = async () => ({ log: [String(await inner.invoke(21))] });
    const events = await collect<any>(graph({ node }).streamEvents({ log: [] }, { version: "v2" }));
    return events
      .filter(({ event }) => event === "on_custom_event")
      .map(({ name, data, metadata }) => ({ name, data, node: metadata.langgraph_node }));
  },

  "callbacks see what runs inside a node": async () => {
    const started: string[] = [];
    const inner = RunnableLambda.from(async (x: string) => (await null, x)).withConfig({ runName: "inner" });
    const node = async () => (await pause(), { log: [await inner.invoke("x")] });
    const callbacks = [{ handleChainStart: (...args: any[]) => void started.push(String(args[7])) }];
    await graph({ node }).invoke({ log: [] }, { callbacks });
    return started;
  },

  "nothing of it is there outside": async () => {
    await graph({ node: async () => (await pause(), { log: [] }) }, { store: new InMemoryStore() }).invoke({ log: [] });
    await pause();
    return [await attempt(() => getStore()), await attempt(() => getConfig()), await attempt(() => getWriter())];
  },
};
