// The claims of "Look before you believe": what a run leaves in the database.
import { Annotation, END, START, StateGraph, type StateSnapshot } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { changed, claim, errorOf, historyOf, onThread, type App } from "../worlds.ts";

const State = Annotation.Root({
  ran: Annotation<string[]>({ reducer: (before, names) => before.concat(names), default: () => [] }),
});

const step = (name: string) => () => ({ ran: [name] });

async function buildRow(saver?: SqlJsSaver) {
  return new StateGraph(State)
    .addNode("plan", step("plan"))
    .addNode("write", step("write"))
    .addEdge(START, "plan")
    .addEdge("plan", "write")
    .addEdge("write", END)
    .compile({ checkpointer: saver ?? (await SqlJsSaver.open()) });
}

/** The same three nodes, at the same time or one after another. */
async function buildThree(wiring: "side by side" | "in a row") {
  const graph = new StateGraph(State)
    .addNode("mail", step("mail"))
    .addNode("wiki", step("wiki"))
    .addNode("web", step("web"))
    .addEdge(START, "mail");
  if (wiring === "in a row") graph.addEdge("mail", "wiki").addEdge("wiki", "web");
  else graph.addEdge(START, "wiki").addEdge(START, "web");
  return graph.compile({ checkpointer: await SqlJsSaver.open() });
}

/** A node that is run `rounds` times by the graph, or that does all its rounds within one run. */
async function buildLoop(rounds: number, turning: "the graph" | "the node" = "the graph") {
  const perRun = turning === "the graph" ? 1 : rounds;
  return new StateGraph(State)
    .addNode("try", () => ({ ran: Array.from({ length: perRun }, () => "try") }))
    .addEdge(START, "try")
    .addConditionalEdges("try", ({ ran }) => (ran.length < rounds ? "try" : END))
    .compile({ checkpointer: await SqlJsSaver.open() });
}

/** Oldest first. */
const history = async (app: App, thread: string) => (await historyOf(app, onThread(thread))).reverse();

const brief = ({ metadata, next, values }: StateSnapshot) => ({
  step: metadata?.step,
  source: metadata?.source,
  next,
  ran: values.ran,
});

/** Only the end of a run is saved. */
const ONLY_THE_END = { durability: "exit" as const };

export const claims: readonly Claim[] = [
  claim({
    id: "row-of-two-leaves-four",
    says: "A run of two nodes in a row leaves four checkpoints: one for the input, one before the first node, and one after each node.",
    sources: [
      { source: "003", says: "A checkpoint is written after every node.", verdict: "wrong" },
      { source: "002", says: "The printed history of a run of two nodes begins at step 0.", verdict: "wrong" },
      { source: "004", says: "State is saved at every super-step.", verdict: "agrees" },
    ],
    world: () => ({}),
    otherwise: { says: 'a run with durability "exit"', world: () => ONLY_THE_END },
    async run(options) {
      const app = await buildRow();
      await app.invoke({ ran: [] }, { ...onThread("row"), ...options });
      const checkpoints = (await history(app, "row")).map(brief);
      const nodesRun = checkpoints.map(({ ran }) => ran?.length ?? 0);
      return { holds: nodesRun.join() === "0,0,1,2" && checkpoints[0]?.source === "input", seen: { checkpoints } };
    },
  }),
  claim({
    id: "input-is-step-minus-one",
    says: "The oldest checkpoint of a thread that began with a call of invoke is step -1: its source is input, and nothing has run yet.",
    sources: [{ source: "002", says: "The first step that the history prints is step 0.", verdict: "wrong" }],
    world: () => (app: App, config: object) => app.invoke({ ran: [] }, config),
    otherwise: {
      says: "a thread that began with updateState",
      world: () => (app: App, config: object) => app.updateState(config, { ran: [] }, START),
    },
    async run(begin) {
      const app = await buildRow();
      await begin(app, onThread("oldest"));
      const oldest = brief((await history(app, "oldest"))[0]!);
      return { holds: oldest.step === -1 && oldest.source === "input" && oldest.next[0] === START, seen: { oldest } };
    },
  }),
  claim({
    id: "history-is-newest-first",
    says: "getStateHistory hands out the newest checkpoint first.",
    sources: [{ source: "001", says: "The history is ordered newest first.", verdict: "agrees" }],
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that lists the oldest first",
      world: async () =>
        changed(await SqlJsSaver.open(), {
          list: (original) =>
            async function* (...asked) {
              const found = [];
              for await (const tuple of original(...asked)) found.unshift(tuple);
              yield* found;
            },
        }),
    },
    async run(saver) {
      const app = await buildRow(saver);
      await app.invoke({ ran: [] }, onThread("order"));
      const steps: unknown[] = [];
      for await (const { metadata } of app.getStateHistory(onThread("order"))) steps.push(metadata?.step);
      return { holds: steps.join() === "2,1,0,-1", seen: { steps } };
    },
  }),
  claim({
    id: "parallel-nodes-share-a-checkpoint",
    says: "Three nodes that run at the same time are one super-step and leave one checkpoint together, so the whole run has three.",
    sources: [{ source: "003", says: "The table grows by one row per node and message.", verdict: "wrong" }],
    world: () => buildThree("side by side"),
    otherwise: { says: "the same three nodes in a row", world: () => buildThree("in a row") },
    async run(app) {
      const { ran } = await app.invoke({ ran: [] }, onThread("three"));
      const checkpoints = (await history(app, "three")).map(brief);
      return { holds: ran.length === 3 && checkpoints.length === 3, seen: { nodesRun: ran.length, checkpoints } };
    },
  }),
  claim({
    id: "every-round-of-a-loop-counts",
    says: "A node that runs three times in a loop is three super-steps: five checkpoints in all.",
    world: () => buildLoop(3),
    otherwise: { says: "a node that does its three rounds in one run", world: () => buildLoop(3, "the node") },
    async run(app) {
      const { ran } = await app.invoke({ ran: [] }, onThread("loop"));
      const checkpoints = (await history(app, "loop")).map(brief);
      return { holds: ran.length === 3 && checkpoints.length === 5, seen: { rounds: ran.length, checkpoints } };
    },
  }),
  claim({
    id: "super-steps-plus-two",
    says: "Each call with an input writes one checkpoint per super-step, and two more.",
    sources: [{ source: "002", says: "State is saved at each super-step.", verdict: "agrees" }],
    world: () => ({}),
    otherwise: { says: 'calls with durability "exit"', world: () => ONLY_THE_END },
    async run(options) {
      const graphs = { row: await buildRow(), fan: await buildThree("side by side"), loop: await buildLoop(4) };
      const superSteps = { row: 2, fan: 1, loop: 4 };
      const seen: Record<string, { superSteps: number; checkpoints: number }> = {};
      for (const name of ["row", "fan", "loop"] as const) {
        await graphs[name].invoke({ ran: [] }, { ...onThread(name), ...options });
        seen[name] = { superSteps: superSteps[name], checkpoints: (await history(graphs[name], name)).length };
      }
      return { holds: Object.values(seen).every((one) => one.checkpoints === one.superSteps + 2), seen };
    },
  }),
  claim({
    id: "second-turn-costs-the-same",
    says: "A second call with an input adds as many checkpoints to the thread as the first one did.",
    world: () => ({ second: { ran: [] as string[] } as object | null }),
    otherwise: { says: "a second call with null", world: () => ({ second: null }) },
    async run({ second }) {
      const app = await buildRow();
      const counts: number[] = [];
      for (const input of [{ ran: [] }, second]) {
        await app.invoke(input as { ran: string[] } | null, onThread("turns"));
        counts.push((await history(app, "turns")).length);
      }
      return { holds: counts[0]! > 0 && counts[1] === 2 * counts[0]!, seen: { afterEachTurn: counts } };
    },
  }),
  claim({
    id: "metadata-has-no-writes",
    says: "The metadata of a checkpoint says source and step; it does not say what the nodes wrote.",
    sources: [
      { source: "001", says: "Look into the writes in the metadata.", verdict: "wrong" },
      { source: "002", says: "Metadata holds source, step and writes.", verdict: "wrong" },
    ],
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that puts what was written into the metadata",
      world: async () =>
        changed(await SqlJsSaver.open(), {
          put: (original) => (config, checkpoint, metadata, versions) =>
            original(
              config,
              checkpoint,
              { ...metadata, writes: checkpoint.channel_values } as typeof metadata,
              versions,
            ),
        }),
    },
    async run(saver) {
      const app = await buildRow(saver);
      await app.invoke({ ran: [] }, onThread("metadata"));
      const keys = [
        ...new Set((await history(app, "metadata")).flatMap(({ metadata }) => Object.keys(metadata ?? {}))),
      ];
      keys.sort();
      const holds = keys.includes("source") && keys.includes("step") && !keys.includes("writes");
      return { holds, seen: { keysOfAllCheckpoints: keys } };
    },
  }),
  claim({
    id: "unknown-thread-reads-empty",
    says: "Reading a thread that was never written is no error: the state is empty and nothing is next.",
    world: () => SqlJsSaver.open(),
    otherwise: {
      says: "a saver that refuses to read what it does not have",
      world: async () =>
        changed(await SqlJsSaver.open(), {
          getTuple: (original) => async (config) => {
            const tuple = await original(config);
            if (!tuple) throw new RangeError("no such thread");
            return tuple;
          },
        }),
    },
    async run(saver) {
      const app = await buildRow(saver);
      const read: StateSnapshot[] = [];
      const error = await errorOf(async () => read.push(await app.getState(onThread("a-typing-mistake"))));
      const { values, next } = read[0] ?? { values: null, next: null };
      const rows = (await history(app, "a-typing-mistake")).length;
      return {
        holds: error === null && JSON.stringify(values) === "{}" && next?.length === 0 && rows === 0,
        seen: { error, values, next, rows },
      };
    },
  }),
];
