// The claims of "New input from the past": where a run begins that is given an input, and how to add one on the way.
import { END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, errorOf, historyOf, idOf, Notes, onThread, rowOf, whereNext } from "../worlds.ts";

const THREAD = "desk";

/** look, draft and send have run once, after an input with one note; `ran` lists what has run since then. */
async function finished() {
  const ran: string[] = [];
  const app = rowOf(["look", "draft", "send"], await SqlJsSaver.open(), ran);
  await app.invoke({ list: ["Where is my order?"] }, onThread(THREAD));
  ran.length = 0;
  return { app, ran, past: await whereNext(app, THREAD, "send") };
}

type World = Awaited<ReturnType<typeof finished>>;

const NEWS = { list: ["It is order 17"] };

/** Writes the news behind the old checkpoint, then goes on. */
const onTheWay = async ({ app, past }: World) => app.invoke(null, await app.updateState(past.config, NEWS, "draft"));

/** The recipe of an article: an input and the old config. */
const asInput = async ({ app, past }: World) => app.invoke(NEWS, past.config);

/** Two nodes side by side, then one; run once. */
async function sideBySide(): Promise<App> {
  const graph: any = new StateGraph(Notes);
  for (const name of ["orders", "mails", "send"]) graph.addNode(name, () => ({ list: [name] }));
  graph.addEdge(START, "orders").addEdge(START, "mails").addEdge(["orders", "mails"], "send").addEdge("send", END);
  const app: App = graph.compile({ checkpointer: await SqlJsSaver.open() });
  await app.invoke({ list: ["Where is my order?"] }, onThread(THREAD));
  return app;
}

export const claims: readonly Claim[] = [
  claim({
    id: "an-input-begins-at-start",
    says: "An input sent to an old checkpoint does not go on there: the run begins at START, and every node is called, whatever came next.",
    sources: [
      { source: "002", says: "Replay from that checkpoint, with a new input.", verdict: "wrong" },
      {
        source: "000",
        says: "Pass None to go on from a checkpoint, not an input, not even an empty one.",
        verdict: "agrees",
      },
    ],
    world: () => NEWS as object | null,
    otherwise: { says: "null instead of an input", world: () => null },
    async run(input: object | null) {
      const { app, ran, past } = await finished();
      await app.invoke(input, past.config);
      return {
        holds: past.next.join() === "send" && ran.join() === "look,draft,send",
        seen: { nextAtTheOldCheckpoint: past.next, nodesThatRan: [...ran] },
      };
    },
  }),
  claim({
    id: "the-second-run-stands-on-the-first",
    says: "That run begins with the old state, not with an empty one: what look and draft had appended is kept, and they append it again.",
    sources: [
      {
        source: "000",
        says: "An input with a past checkpoint_id is added to what was there, or overwrites it.",
        verdict: "agrees",
      },
    ],
    world: () => (past: World["past"]) => past.config as object,
    otherwise: { says: "a thread of its own", world: () => () => onThread("another") },
    async run(configFor: (past: World["past"]) => object) {
      const { app, past } = await finished();
      const { list } = await app.invoke(NEWS, configFor(past));
      const times = (name: string) => list.filter((entry: string) => entry === name).length;
      return {
        holds: times("look") === 2 && times("draft") === 2,
        seen: { list, times: { look: times("look"), draft: times("draft"), send: times("send") } },
      };
    },
  }),
  claim({
    id: "update-then-null-goes-on-there",
    says: "Written with updateState, the same news is part of the state, and null with the returned config calls only the nodes that came next.",
    sources: [
      { source: "004", says: "Update the state at a past checkpoint, then resume with None.", verdict: "agrees" },
    ],
    world: () => onTheWay as (world: World) => Promise<any>,
    otherwise: { says: "the news as an input", world: () => asInput },
    async run(tell: (world: World) => Promise<any>) {
      const world = await finished();
      const { list } = await tell(world);
      return {
        holds: world.ran.join() === "send" && list.join() === "Where is my order?,look,draft,It is order 17,send",
        seen: { nodesThatRan: [...world.ran], list },
      };
    },
  }),
  claim({
    id: "without-as-node-the-last-writer-counts",
    says: "Behind a single node, updateState without asNode counts as written by it, so that the same node stays next. Behind several at once, it throws InvalidUpdateError.",
    world: async () => [(await finished()).app, await sideBySide()] as const,
    otherwise: {
      says: "a graph without nodes side by side",
      world: async () => [(await finished()).app, (await finished()).app] as const,
    },
    async run([row, fan]: readonly [App, App]) {
      const next = (await row.getState(await row.updateState((await whereNext(row, THREAD, "send")).config, NEWS)))
        .next;
      const behind = await whereNext(fan, THREAD, "send");
      const error = await errorOf(() => fan.updateState(behind.config, NEWS));
      return {
        holds: next.join() === "send" && error?.startsWith("InvalidUpdateError") === true,
        seen: { nextBehindASingleNode: next, errorBehindSeveral: error },
      };
    },
  }),
  claim({
    id: "behind-the-end-null-runs-nothing",
    says: "At the end of a turn nothing comes next: news written there with updateState is kept, and null runs nothing on it.",
    world: async () => {
      const world = await finished();
      return { ...world, past: await world.app.getState(onThread(THREAD)), asNode: "send" };
    },
    otherwise: {
      says: "a checkpoint in the middle of the turn",
      world: async () => ({ ...(await finished()), asNode: "draft" }),
    },
    async run({ app, ran, past, asNode }) {
      const end = await app.invoke(null, await app.updateState(past.config, NEWS, asNode));
      return {
        holds: ran.length === 0 && end.list.at(-1) === "It is order 17",
        seen: { nodesThatRan: [...ran], lastEntry: end.list.at(-1) },
      };
    },
  }),
  claim({
    id: "an-earlier-end-takes-a-new-turn",
    says: "There, an input is right: it begins a new turn on what was known then. Later turns are not in its state; they stay on their own branch.",
    world: () => (end: World["past"]) => end.config as object,
    otherwise: { says: "an input without a checkpoint_id", world: () => () => onThread(THREAD) },
    async run(configFor: (end: World["past"]) => object) {
      const { app, ran } = await finished();
      const end = await app.getState(onThread(THREAD));
      await app.invoke({ list: ["Thanks"] }, onThread(THREAD));
      const later = await app.getState(onThread(THREAD));
      ran.length = 0;
      const { list } = await app.invoke(NEWS, configFor(end));
      const kept = (await historyOf(app, onThread(THREAD))).some(({ config }) => idOf(config) === idOf(later.config));
      return {
        holds: ran.join() === "look,draft,send" && !list.includes("Thanks") && list.includes("It is order 17") && kept,
        seen: { nodesThatRan: [...ran], list, laterTurnIsStillThere: kept },
      };
    },
  }),
];
