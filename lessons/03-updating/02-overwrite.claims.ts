// The claims of "Past the reducer": what Overwrite replaces, and what it does not.
import { Annotation, END, Overwrite, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, errorOf, historyOf, onThread } from "../worlds.ts";

const CHAT = onThread("chat-3");

const appends = () =>
  Annotation<string[]>({ reducer: (before: string[], more: string[]) => before.concat(more), default: () => [] });

/** Name of a field → its channel. */
type Fields = Record<string, any>;

/** A chat whose input left the two notes `card` and `hello`. */
async function chat(fields: Fields = { notes: appends() }) {
  const saver = await SqlJsSaver.open();
  const app: App = new StateGraph(Annotation.Root(fields))
    .addNode("answer", () => ({}))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver }) as any;
  await app.invoke({ notes: ["card", "hello"] }, CHAT);
  return { app, saver };
}

const notesOf = async (app: App, config: any = CHAT) => (await app.getState(config)).values.notes;

/** Two nodes, one after the other or side by side, that write what they are given. */
async function bothWrite(first: unknown, second: unknown, sideBySide: boolean): Promise<App> {
  const graph: any = new StateGraph(Annotation.Root({ notes: appends() }));
  graph.addNode("one", () => ({ notes: first })).addNode("two", () => ({ notes: second }));
  graph.addEdge(START, "one").addEdge(sideBySide ? START : "one", "two");
  return graph.compile({ checkpointer: await SqlJsSaver.open() });
}

export const claims: readonly Claim[] = [
  claim({
    id: "empty-list-clears-nothing",
    says: "Updating a list whose reducer appends with an empty list changes nothing: what was there is still there.",
    sources: [
      {
        source: "000",
        says: "Passing an empty list of messages may overwrite the messages that are there.",
        verdict: "wrong",
      },
    ],
    world: () => [] as unknown,
    otherwise: { says: "an Overwrite with an empty list", world: () => new Overwrite([]) },
    async run(notes) {
      const { app } = await chat();
      await app.updateState(CHAT, { notes });
      const after = await notesOf(app);
      return { holds: after.join() === "card,hello", seen: { notesAfter: after } };
    },
  }),
  claim({
    id: "overwrite-goes-past-the-reducer",
    says: "A value in new Overwrite(…) is not handed to the reducer: it takes the place of what is there.",
    sources: [
      {
        source: "004",
        says: "Overwrite replaces a value instead of passing it through the reducer.",
        verdict: "agrees",
      },
    ],
    world: () => new Overwrite(["hello"]) as unknown,
    otherwise: { says: "the same list without Overwrite", world: () => ["hello"] },
    async run(notes) {
      const { app } = await chat();
      await app.updateState(CHAT, { notes });
      const after = await notesOf(app);
      return { holds: after.join() === "hello", seen: { notesAfter: after } };
    },
  }),
  claim({
    id: "overwrite-counts-once",
    says: "An Overwrite counts for that one write: the next value goes through the reducer again.",
    world: (): Fields => ({ notes: appends() }),
    otherwise: { says: "a field without a reducer", world: () => ({ notes: Annotation<string[]> }) },
    async run(fields) {
      const { app } = await chat(fields);
      await app.updateState(CHAT, { notes: new Overwrite(["hello"]) });
      await app.invoke({ notes: ["bye"] }, CHAT);
      const after = await notesOf(app);
      return { holds: after.join() === "hello,bye", seen: { notesAfter: after } };
    },
  }),
  claim({
    id: "overwrite-without-reducer-stays-wrapped",
    says: "In a field without a reducer, Overwrite is not unwrapped: the state then holds the wrapper.",
    world: (): Fields => ({ notes: Annotation<unknown> }),
    otherwise: { says: "a field with a reducer", world: () => ({ notes: appends() }) },
    async run(fields) {
      const { app } = await chat(fields);
      await app.updateState(CHAT, { notes: new Overwrite(["hello"]) });
      const after = await notesOf(app);
      return { holds: !Array.isArray(after) && JSON.stringify(after).includes("hello"), seen: { notesAfter: after } };
    },
  }),
  claim({
    id: "older-checkpoints-keep-what-was-overwritten",
    says: "The checkpoints before an Overwrite still hold what it replaced, and a fork from one of them brings it back.",
    world: () => async (_saver: SqlJsSaver) => {},
    otherwise: {
      says: "a thread whose older checkpoints were pruned",
      world: () => (saver: SqlJsSaver) => saver.prune(["chat-3"], { strategy: "keep-latest" }),
    },
    async run(afterwards) {
      const { app, saver } = await chat();
      const [before] = await historyOf(app, CHAT);
      await app.updateState(CHAT, { notes: new Overwrite(["hello"]) });
      await afterwards(saver);
      const latest = await notesOf(app);
      const earlier = (await notesOf(app, before!.config)) ?? null;
      await app.updateState(before!.config, {}, "answer");
      const afterFork = (await notesOf(app)) ?? null;
      return {
        holds: latest.join() === "hello" && earlier?.join() === "card,hello" && afterFork?.join() === "card,hello",
        seen: { latest, earlier, latestAfterAForkFromEarlier: afterFork },
      };
    },
  }),
  claim({
    id: "overwrite-drops-what-came-beside-it",
    says: "If a node overwrites a list while another one beside it appends, what the other appended is lost.",
    world: () => true,
    otherwise: { says: "nodes one after the other", world: () => false },
    async run(sideBySide) {
      const app = await bothWrite(new Overwrite(["hello"]), ["bye"], sideBySide);
      const { notes } = await app.invoke({ notes: ["card"] }, CHAT);
      return { holds: notes.join() === "hello", seen: { notesAfter: notes } };
    },
  }),
  claim({
    id: "one-overwrite-per-step",
    says: "Two nodes that run side by side and both overwrite one field make the run fail with InvalidUpdateError.",
    world: () => true,
    otherwise: { says: "nodes one after the other", world: () => false },
    async run(sideBySide) {
      const app = await bothWrite(new Overwrite(["hello"]), new Overwrite(["bye"]), sideBySide);
      const error = await errorOf(() => app.invoke({ notes: ["card"] }, CHAT));
      return { holds: error !== null && error.includes("InvalidUpdateError"), seen: { error } };
    },
  }),
];
