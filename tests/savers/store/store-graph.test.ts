// The store as LangGraph uses it: in nodes, through AsyncBatchedStore, which gathers the calls of a moment into one batch.
import { AsyncBatchedStore } from "@langchain/langgraph-checkpoint";
import { Annotation, getStore, type LangGraphRunnableConfig, START, StateGraph } from "@langchain/langgraph";
import { expect, test, onTestFinished } from "vitest";
import { HashEmbeddings, SqlJsSaver, SqlJsStore } from "@forkpoint/savers";
import { sqlJs } from "../saver-at-hand.ts";
import { keysOf, openStore } from "./store-at-hand.ts";

const State = Annotation.Root({
  user: Annotation<string>(),
  says: Annotation<string>(),
  remembered: Annotation<string[]>(),
});

/** Says what it remembers that fits, and remembers what is said. */
function memoryGraph(saver: SqlJsSaver, store: SqlJsStore) {
  return new StateGraph(State)
    .addNode("recall", async ({ user, says }: typeof State.State, config: LangGraphRunnableConfig) => {
      const hits = await config.store!.search(["memories", user], { query: says, limit: 2 });
      return { remembered: hits.map(({ value }) => value.text as string) };
    })
    .addNode("remember", async ({ user, says }: typeof State.State, config: LangGraphRunnableConfig) => {
      // Both ways to the store; at one moment, so that they become one batch.
      await Promise.all([
        getStore(config)!.put(["memories", user], says, { text: says }),
        config.store!.put(["users"], user, { lastSaid: says }),
      ]);
      const [memory, profile] = await Promise.all([
        config.store!.get(["memories", user], says),
        config.store!.get(["users"], user),
      ]);
      expect([memory?.value, profile?.value]).toEqual([{ text: says }, { lastSaid: says }]);
      return {};
    })
    .addEdge(START, "recall")
    .addEdge("recall", "remember")
    .compile({ checkpointer: saver, store });
}

test("nodes recall by meaning what they put in other threads, per user, and a new start of the program knows it", async () => {
  const index = { dims: 256, embeddings: new HashEmbeddings({ dims: 256 }), fields: ["text"] };
  const open = async (bytes?: Uint8Array) => {
    const saver = await SqlJsSaver.open({ sqlJs, bytes });
    onTestFinished(() => saver.close());
    return { saver, store: new SqlJsStore(saver.database, { index }) };
  };
  let opened = await open();
  const ask = async (thread: string, user: string, says: string) => {
    const state = await memoryGraph(opened.saver, opened.store).invoke(
      { user, says },
      { configurable: { thread_id: thread } },
    );
    return state.remembered;
  };
  expect(await ask("1", "ada", "I am allergic to peanuts")).toEqual([]);
  expect(await ask("1", "ada", "My cello needs new strings")).toEqual(["I am allergic to peanuts"]);
  expect(await ask("2", "bob", "allergic?")).toEqual([]);
  expect((await ask("3", "ada", "Which allergies? Peanuts?"))[0]).toBe("I am allergic to peanuts");
  opened = await open(opened.saver.export());
  expect((await ask("4", "ada", "Who repairs cellos and strings?"))[0]).toBe("My cello needs new strings");
  expect((await opened.store.listNamespaces()).map(String)).toEqual(["memories,ada", "memories,bob", "users"]);
});

test("through AsyncBatchedStore every call gets its own answer; a refused call takes those of its moment along, whole", async () => {
  const store = await openStore();
  const inNode = new AsyncBatchedStore(store);
  inNode.start();
  onTestFinished(() => inNode.stop());
  const [, before, , hits] = await Promise.all([
    inNode.put(["n"], "a", { x: 1 }),
    inNode.get(["n"], "b"),
    inNode.put(["n"], "b", { x: 2 }),
    inNode.search(["n"], { filter: { x: { $gte: 1 } } }),
  ]);
  expect(before).toBeNull();
  expect(keysOf(hits)).toEqual(["b", "a"]);
  const outcomes = await Promise.allSettled([inNode.put(["n"], "c", { x: 3 }), inNode.put([], "d", { x: 4 })]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await inNode.get(["n"], "c")).toBeNull();
  await inNode.delete(["n"], "a");
  expect(keysOf(await inNode.search(["n"]))).toEqual(["b"]);
});
