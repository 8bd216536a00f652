// The claims of "Whose conversation?": what the database of a saver knows about conversations, and what it does not.
import { InMemoryStore, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, changed, claim, historyOf, Notes, onThread, rowOf } from "../worlds.ts";

/** What a saver holds of a thread: its checkpoints, and the writes of steps that are not over. */
async function heldOf(saver: SqlJsSaver, thread: string) {
  let checkpoints = 0;
  let writes = 0;
  for await (const { pendingWrites = [] } of saver.list(onThread(thread))) {
    checkpoints += 1;
    writes += pendingWrites.length;
  }
  return { checkpoints, writes };
}

/** A chat whose node asks a person before it answers, so that a call leaves a pending write. */
const buildAsking = (saver: SqlJsSaver): App => {
  const graph: any = new StateGraph(Notes);
  return graph
    .addNode("answer", () => ({ list: [interrupt("Shall I?")] }))
    .addEdge(START, "answer")
    .compile({ checkpointer: saver });
};

export const claims: readonly Claim[] = [
  claim({
    id: "saver-knows-no-owner",
    says: "A title or an owner that is passed along in the config is not stored with the checkpoints: their metadata holds source, step and parents.",
    sources: [
      { source: "003", says: "The checkpointer does not know a thread's name, owner or age.", verdict: "agrees" },
      { source: "002", says: "Metadata holds source, step and writes.", verdict: "differs" },
    ],
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that writes the owner into the metadata",
      world: async () =>
        changed(await SqlJsSaver.open(), {
          put: (original) => (config, checkpoint, metadata, versions) =>
            original(config, checkpoint, { ...metadata, owner: "ada" } as typeof metadata, versions),
        }),
    },
    async run(saver) {
      const config = {
        configurable: { thread_id: "t1", owner: "ada", title: "Holidays" },
        metadata: { owner: "ada", title: "Holidays" },
        tags: ["ada"],
      };
      await rowOf(["answer"], saver).invoke({ list: ["hello"] }, config);
      const stored = (await saver.getTuple(onThread("t1")))?.metadata ?? {};
      return { holds: !JSON.stringify(stored).includes("ada"), seen: { given: config.metadata, stored } };
    },
  }),
  claim({
    id: "thread-begins-with-its-first-call",
    says: "A thread exists from its first call on: one that was only given an id is nowhere in the database.",
    sources: [{ source: "003", says: "Make a row of your own when a user opens a conversation.", verdict: "agrees" }],
    world: () => 0,
    otherwise: { says: "a conversation in which something was said", world: () => 1 },
    async run(calls) {
      const saver = await SqlJsSaver.open();
      const thread = "a new conversation";
      for (let n = 0; n < calls; n++) await rowOf(["answer"], saver).invoke({ list: ["hello"] }, onThread(thread));
      const threads = new Set<unknown>();
      for await (const { config } of saver.list({})) threads.add(config.configurable?.thread_id);
      return { holds: threads.size === 0, seen: { threads: [...threads] } };
    },
  }),
  claim({
    id: "saver-lists-checkpoints-not-threads",
    says: "The list method of a saver gives checkpoints, not threads: two conversations with two calls each come back as twelve rows.",
    world: () => 2,
    otherwise: { says: "conversations with one call each", world: () => 1 },
    async run(calls) {
      const saver = await SqlJsSaver.open();
      const chat = rowOf(["answer"], saver);
      for (let n = 0; n < calls; n++)
        for (const thread of ["holidays", "taxes"]) await chat.invoke({ list: ["hello"] }, onThread(thread));
      const threads: unknown[] = [];
      for await (const { config } of saver.list({})) threads.push(config.configurable?.thread_id);
      return { holds: threads.length === 12, seen: { rows: threads.length, threads: [...new Set(threads)].sort() } };
    },
  }),
  claim({
    id: "delete-thread-removes-writes-too",
    says: "deleteThread removes a thread's checkpoints and its pending writes, and leaves threads whose id only begins the same.",
    sources: [{ source: "003", says: "Delete the thread's rows from one table of checkpoints.", verdict: "differs" }],
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that deletes every thread whose id begins so",
      world: async () => {
        const saver = await SqlJsSaver.open();
        return changed(saver, {
          deleteThread: (original) => async (id) => {
            for (const other of ["chat-1", "chat-10"]) if (other.startsWith(id)) await original(other);
          },
        });
      },
    },
    async run(saver) {
      for (const thread of ["chat-1", "chat-10"])
        await buildAsking(saver).invoke({ list: ["hello"] }, onThread(thread));
      const before = await heldOf(saver, "chat-1");
      await saver.deleteThread("chat-1");
      const after = { "chat-1": await heldOf(saver, "chat-1"), "chat-10": await heldOf(saver, "chat-10") };
      return {
        holds:
          before.writes > 0 &&
          JSON.stringify(after["chat-1"]) === '{"checkpoints":0,"writes":0}' &&
          JSON.stringify(after["chat-10"]) === JSON.stringify(before),
        seen: { before, after },
      };
    },
  }),
  claim({
    id: "deleted-thread-starts-anew",
    says: "A call on a thread that was deleted is no error: it starts from nothing, and the thread is there again.",
    world: () => (saver: SqlJsSaver) => saver.deleteThread("t1"),
    otherwise: { says: "a thread that was not deleted", world: () => async () => {} },
    async run(remove) {
      const saver = await SqlJsSaver.open();
      const chat = rowOf(["answer"], saver);
      await chat.invoke({ list: ["I am Ada"] }, onThread("t1"));
      await remove(saver);
      const { list } = await chat.invoke({ list: ["Who am I?"] }, onThread("t1"));
      const rows = (await historyOf(chat, onThread("t1"))).length;
      return { holds: !list.includes("I am Ada") && rows === 3, seen: { state: list, checkpoints: rows } };
    },
  }),
  claim({
    id: "delete-thread-leaves-the-store",
    says: "deleteThread does not touch the store: what a node noted there about a user stays.",
    sources: [{ source: "003", says: "Everything that is saved belongs to a thread.", verdict: "wrong" }],
    world: () => async (saver: SqlJsSaver) => saver.deleteThread("t1"),
    otherwise: {
      says: "an application that deletes the notes itself",
      world: () => async (saver: SqlJsSaver, store: InMemoryStore) => {
        await saver.deleteThread("t1");
        await store.delete(["users", "ada"], "name");
      },
    },
    async run(remove) {
      const saver = await SqlJsSaver.open();
      const store = new InMemoryStore();
      const graph: any = new StateGraph(Notes);
      const chat: App = graph
        .addNode("note", async (_: unknown, { store: own }: any) => {
          await own.put(["users", "ada"], "name", { text: "Ada" });
          return {};
        })
        .addEdge(START, "note")
        .compile({ checkpointer: saver, store });
      await chat.invoke({ list: ["I am Ada"] }, onThread("t1"));
      await remove(saver, store);
      const note = (await store.get(["users", "ada"], "name"))?.value ?? null;
      return { holds: note !== null, seen: { checkpoints: (await heldOf(saver, "t1")).checkpoints, note } };
    },
  }),
];
