// The claims of "Replay is execution": what is called, and what is written, when a run goes on from an old checkpoint.
import { END, START, StateGraph } from "@langchain/langgraph";
import { InMemoryCache, type BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, changed, claim, historyOf, idOf, Notes, onThread, rowOf, whereNext } from "../worlds.ts";

const THREAD = "report";

/** plan, search and write have run once; `ran` lists what has run since then. */
async function finished(saver?: BaseCheckpointSaver) {
  const ran: string[] = [];
  const app = rowOf(["plan", "search", "write"], saver ?? (await SqlJsSaver.open()), ran);
  await app.invoke({ value: "tea" }, onThread(THREAD));
  ran.length = 0;
  return { app, ran };
}

/** Shows what was saved, as the word replay promises. */
const playedBack = (app: App) =>
  changed(app, {
    invoke: () => async (_, config) => (await app.getState(onThread(config?.configurable?.thread_id))).values,
  });

/** Asks for a price, which is another one each time. */
async function priced(cache: InMemoryCache | undefined) {
  let asked = 0;
  const graph = new StateGraph(Notes)
    .addNode("ask", () => ({ value: `${(asked += 1)} euros` }), { cachePolicy: cache && {} })
    .addEdge(START, "ask")
    .addEdge("ask", END);
  const app = graph.compile({ checkpointer: await SqlJsSaver.open(), cache });
  const first = (await app.invoke({ list: ["offer"] }, onThread(THREAD))).value;
  return { app: app as unknown as App, first, timesAsked: () => asked };
}

/** The same three nodes, stopped before search, and the config with which the run goes on as usual. */
async function paused() {
  const app = rowOf(["plan", "search", "write"], await SqlJsSaver.open());
  await app.invoke({ value: "tea" }, { ...onThread(THREAD), interruptBefore: ["search"] });
  return { app, config: onThread(THREAD) };
}

/** A saver that makes room for a replay by deleting what was there. */
const makingRoom = async () => {
  const saver = await SqlJsSaver.open();
  return changed(saver, {
    put:
      (original) =>
      async (config, checkpoint, metadata, ...rest) => {
        if (metadata.source === "fork") await saver.deleteThread(THREAD);
        return original(config, checkpoint, metadata, ...rest);
      },
  });
};

export const claims: readonly Claim[] = [
  claim({
    id: "replay-calls-the-later-nodes",
    says: "invoke(null) with the config of an old checkpoint calls every node after it again, and none before it.",
    sources: [
      { source: "000", says: "Invoking with an old checkpoint_id loads that snapshot and goes on.", verdict: "agrees" },
      { source: "001", says: "None as the input means: go on from this state.", verdict: "agrees" },
      { source: "003", says: "The graph can be invoked again from any checkpoint of a thread.", verdict: "agrees" },
      { source: "004", says: "invoke(null, past.config) goes on from the checkpoint.", verdict: "agrees" },
    ],
    world: () => finished(),
    otherwise: {
      says: "a graph that shows what was saved",
      async world() {
        const { app, ran } = await finished();
        return { app: playedBack(app), ran };
      },
    },
    async run({ app, ran }) {
      const past = await whereNext(app, THREAD, "search");
      await app.invoke(null, past.config);
      return { holds: ran.join() === "search,write", seen: { nodesThatRan: [...ran] } };
    },
  }),
  claim({
    id: "replay-answers-anew",
    says: "A replay ends with what the nodes return now, which need not be what they returned the first time.",
    sources: [
      { source: "001", says: "An old and a new model can be compared on exactly the same state.", verdict: "agrees" },
    ],
    world: () => priced(undefined),
    otherwise: { says: "a graph with a cache for that node", world: () => priced(new InMemoryCache()) },
    async run({ app, first }) {
      const again = await app.invoke(null, (await whereNext(app, THREAD, "ask")).config);
      return { holds: first === "1 euros" && again.value === "2 euros", seen: { first, replayed: again.value } };
    },
  }),
  claim({
    id: "replay-begins-with-a-fork-row",
    says: "The first checkpoint that a replay writes has the source fork: it is a child of the one gone back to, and holds the same state. A history filtered by that source finds it.",
    async world() {
      const { app } = await finished();
      return { app, config: (await whereNext(app, THREAD, "search")).config };
    },
    otherwise: { says: "a paused run that goes on from its latest checkpoint", world: () => paused() },
    async run({ app, config }) {
      const from = await app.getState(config);
      const before = (await historyOf(app, onThread(THREAD))).length;
      await app.invoke(null, config);
      const added = (await historyOf(app, onThread(THREAD))).slice(0, -before).reverse();
      const first = added[0]!;
      const seen = {
        sourcesOfWhatIsNew: added.map(({ metadata }) => String(metadata?.source)),
        childOfTheOneGoneBackTo: idOf(first.parentConfig) === idOf(from.config),
        sameState: JSON.stringify(first.values) === JSON.stringify(from.values),
        foundByFilter: 0,
      };
      for await (const { config: found } of app.getStateHistory(onThread(THREAD), {
        filter: { source: "fork" } as never,
      }))
        seen.foundByFilter += idOf(found) === idOf(first.config) ? 1 : 100;
      return {
        holds:
          seen.sourcesOfWhatIsNew.join() === "fork,loop,loop" &&
          seen.childOfTheOneGoneBackTo &&
          seen.sameState &&
          seen.foundByFilter === 1,
        seen,
      };
    },
  }),
  claim({
    id: "replay-keeps-the-first-run",
    says: "A replay overwrites nothing: every checkpoint of the first run is still there and reads the same.",
    sources: [{ source: "001", says: "The original branch is preserved.", verdict: "agrees" }],
    world: () => finished(),
    otherwise: {
      says: "a saver that deletes what was there",
      world: async () => finished(await makingRoom()),
    },
    async run({ app }) {
      const first = await historyOf(app, onThread(THREAD));
      await app.invoke(null, (await whereNext(app, THREAD, "search")).config);
      const now = await Promise.all(first.map(({ config }) => app.getState(config)));
      const same = now.filter(({ values }, index) => JSON.stringify(values) === JSON.stringify(first[index]!.values));
      return { holds: same.length === 5, seen: { checkpointsOfTheFirstRun: first.length, readTheSame: same.length } };
    },
  }),
  claim({
    id: "old-end-becomes-latest",
    says: "Replaying an old end calls no node, and still writes one checkpoint: that end is the latest state of the thread again.",
    async world() {
      const { app, ran } = await finished();
      const end = await app.getState(onThread(THREAD));
      await app.updateState(end.config, { value: "coffee" }, "write");
      return { app, ran, end };
    },
    otherwise: {
      says: "the end that is the latest anyway",
      async world() {
        const { app, ran } = await finished();
        return { app, ran, end: await app.getState(onThread(THREAD)) };
      },
    },
    async run({ app, ran, end }) {
      const before = await historyOf(app, onThread(THREAD));
      await app.invoke(null, end.config);
      const after = await historyOf(app, onThread(THREAD));
      const values = { before: before[0]!.values.value, after: after[0]!.values.value };
      return {
        holds: ran.length === 0 && after.length === before.length + 1 && values.after === "tea",
        seen: { nodesThatRan: [...ran], newCheckpoints: after.length - before.length, latestValue: values },
      };
    },
  }),
  claim({
    id: "a-cached-node-is-not-called",
    says: "With compile({ cache }) and a cachePolicy for the node, a replay takes the cached result and does not call the node.",
    world: () => priced(new InMemoryCache()),
    otherwise: { says: "the same graph without a cache", world: () => priced(undefined) },
    async run({ app, first, timesAsked }) {
      const again = await app.invoke(null, (await whereNext(app, THREAD, "ask")).config);
      return {
        holds: timesAsked() === 1 && again.value === first,
        seen: { calls: timesAsked(), first, replayed: again.value },
      };
    },
  }),
];
