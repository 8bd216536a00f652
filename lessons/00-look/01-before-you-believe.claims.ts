// The claims of "Look before you believe": what a run leaves in the database.
import { Annotation, END, START, StateGraph, type Pregel, type StateSnapshot } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";

const State = Annotation.Root({
  ran: Annotation<string[]>({ reducer: (before, names) => before.concat(names), default: () => [] }),
});

const step = (name: string) => () => ({ ran: [name] });
const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

async function buildRow() {
  return new StateGraph(State)
    .addNode("plan", step("plan"))
    .addNode("write", step("write"))
    .addEdge(START, "plan")
    .addEdge("plan", "write")
    .addEdge("write", END)
    .compile({ checkpointer: await SqlJsSaver.open() });
}

async function buildFan() {
  return new StateGraph(State)
    .addNode("mail", step("mail"))
    .addNode("wiki", step("wiki"))
    .addNode("web", step("web"))
    .addEdge(START, "mail")
    .addEdge(START, "wiki")
    .addEdge(START, "web")
    .compile({ checkpointer: await SqlJsSaver.open() });
}

async function buildLoop(rounds: number) {
  return new StateGraph(State)
    .addNode("try", step("try"))
    .addEdge(START, "try")
    .addConditionalEdges("try", ({ ran }) => (ran.length < rounds ? "try" : END))
    .compile({ checkpointer: await SqlJsSaver.open() });
}

/** Oldest first. */
async function history(app: Pregel<any, any>, thread: string): Promise<StateSnapshot[]> {
  const found: StateSnapshot[] = [];
  for await (const snapshot of app.getStateHistory(onThread(thread))) found.unshift(snapshot);
  return found;
}

const brief = ({ metadata, next, values }: StateSnapshot) => ({
  step: metadata?.step,
  source: metadata?.source,
  next,
  ran: values.ran,
});

export const claims: readonly Claim[] = [
  {
    id: "row-of-two-leaves-four",
    says: "A run of two nodes in a row leaves four checkpoints: one for the input, one before the first node, and one after each node.",
    sources: [
      { source: "003", says: "A checkpoint is written after every node.", verdict: "wrong" },
      { source: "002", says: "The printed history of a run of two nodes begins at step 0.", verdict: "wrong" },
      { source: "004", says: "State is saved at every super-step.", verdict: "agrees" },
    ],
    async run() {
      const app = await buildRow();
      await app.invoke({ ran: [] }, onThread("row"));
      const checkpoints = (await history(app, "row")).map(brief);
      return { holds: checkpoints.length === 4, seen: { checkpoints } };
    },
  },
  {
    id: "input-is-step-minus-one",
    says: "The oldest checkpoint of a thread is step -1: its source is input, and nothing has run yet.",
    sources: [{ source: "002", says: "The first step that the history prints is step 0.", verdict: "wrong" }],
    async run() {
      const app = await buildRow();
      await app.invoke({ ran: [] }, onThread("oldest"));
      const oldest = brief((await history(app, "oldest"))[0]!);
      return { holds: oldest.step === -1 && oldest.source === "input" && oldest.next[0] === START, seen: { oldest } };
    },
  },
  {
    id: "history-is-newest-first",
    says: "getStateHistory hands out the newest checkpoint first.",
    sources: [{ source: "001", says: "The history is ordered newest first.", verdict: "agrees" }],
    async run() {
      const app = await buildRow();
      await app.invoke({ ran: [] }, onThread("order"));
      const steps: unknown[] = [];
      for await (const { metadata } of app.getStateHistory(onThread("order"))) steps.push(metadata?.step);
      return { holds: steps.join() === "2,1,0,-1", seen: { steps } };
    },
  },
  {
    id: "parallel-nodes-share-a-checkpoint",
    says: "Three nodes that run at the same time are one super-step and leave one checkpoint together, so the whole run has three.",
    sources: [{ source: "003", says: "The table grows by one row per node and message.", verdict: "wrong" }],
    async run() {
      const app = await buildFan();
      const { ran } = await app.invoke({ ran: [] }, onThread("fan"));
      const checkpoints = (await history(app, "fan")).map(brief);
      return { holds: ran.length === 3 && checkpoints.length === 3, seen: { nodesRun: ran.length, checkpoints } };
    },
  },
  {
    id: "every-round-of-a-loop-counts",
    says: "A node that runs three times in a loop is three super-steps: five checkpoints in all.",
    async run() {
      const app = await buildLoop(3);
      await app.invoke({ ran: [] }, onThread("loop"));
      const checkpoints = (await history(app, "loop")).map(brief);
      return { holds: checkpoints.length === 5, seen: { checkpoints } };
    },
  },
  {
    id: "super-steps-plus-two",
    says: "Each call with an input writes one checkpoint per super-step, and two more.",
    sources: [{ source: "002", says: "State is saved at each super-step.", verdict: "agrees" }],
    async run() {
      const graphs = { row: await buildRow(), fan: await buildFan(), loop: await buildLoop(4) };
      const superSteps = { row: 2, fan: 1, loop: 4 };
      const seen: Record<string, { superSteps: number; checkpoints: number }> = {};
      for (const name of ["row", "fan", "loop"] as const) {
        await graphs[name].invoke({ ran: [] }, onThread(`rule-${name}`));
        const checkpoints = (await history(graphs[name], `rule-${name}`)).length;
        seen[name] = { superSteps: superSteps[name], checkpoints };
      }
      return { holds: Object.values(seen).every((one) => one.checkpoints === one.superSteps + 2), seen };
    },
  },
  {
    id: "second-turn-costs-the-same",
    says: "A second call with an input adds as many checkpoints to the thread as the first one did.",
    async run() {
      const app = await buildRow();
      const counts: number[] = [];
      for (let turn = 1; turn <= 2; turn++) {
        await app.invoke({ ran: [] }, onThread("turns"));
        counts.push((await history(app, "turns")).length);
      }
      return { holds: counts[0]! > 0 && counts[1] === 2 * counts[0]!, seen: { afterEachTurn: counts } };
    },
  },
  {
    id: "metadata-has-no-writes",
    says: "The metadata of a checkpoint says source and step; it does not say what the nodes wrote.",
    sources: [
      { source: "001", says: "Look into the writes in the metadata.", verdict: "wrong" },
      { source: "002", says: "Metadata holds source, step and writes.", verdict: "wrong" },
    ],
    async run() {
      const app = await buildRow();
      await app.invoke({ ran: [] }, onThread("metadata"));
      const keys = [
        ...new Set((await history(app, "metadata")).flatMap(({ metadata }) => Object.keys(metadata ?? {}))),
      ];
      keys.sort();
      const holds = keys.includes("source") && keys.includes("step") && !keys.includes("writes");
      return { holds, seen: { keysOfAllCheckpoints: keys } };
    },
  },
  {
    id: "unknown-thread-reads-empty",
    says: "Reading a thread that was never written is no error: the state is empty and nothing is next.",
    async run() {
      const app = await buildRow();
      const { values, next } = await app.getState(onThread("a-typing-mistake"));
      const rows = (await history(app, "a-typing-mistake")).length;
      return {
        holds: Object.keys(values).length === 0 && next.length === 0 && rows === 0,
        seen: { values, next, rows },
      };
    },
  },
];
