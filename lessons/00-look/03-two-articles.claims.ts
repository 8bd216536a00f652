// The claims of "Two articles": experiments that tell two statements apart, and experiments that only seem to.
import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, errorOf, historyOf, Notes, onThread, rowOf } from "../worlds.ts";

const When = Annotation.Root({ when: Annotation<unknown>, found: Annotation<string> });

const kindOf = (value: unknown): string => (value instanceof Date ? "a Date" : `a ${typeof value}`);

/** `write` puts something into the state, `read` says what it finds there. */
function buildWhen(value: () => unknown): App {
  const graph: any = new StateGraph(When);
  return graph
    .addNode("write", () => ({ when: value() }))
    .addNode("read", ({ when }: typeof When.State) => ({ found: kindOf(when) }))
    .addEdge(START, "write")
    .addEdge("write", "read")
    .addEdge("read", END)
    .compile({ checkpointer: new MemorySaver() });
}

/** Two nodes, in a row or side by side. */
async function buildTwo(areInARow: boolean): Promise<App> {
  const saver = await SqlJsSaver.open();
  if (areInARow) return rowOf(["one", "two"], saver);
  const graph: any = new StateGraph(Notes);
  for (const name of ["one", "two"])
    graph
      .addNode(name, () => ({ list: [name] }))
      .addEdge(START, name)
      .addEdge(name, END);
  return graph.compile({ checkpointer: saver });
}

export const claims: readonly Claim[] = [
  claim({
    id: "row-and-fan-tell-them-apart",
    says: "Two nodes in a row leave four checkpoints, the same two side by side leave three: what is saved follows the super-steps, not the nodes.",
    sources: [
      { source: "003", says: "A checkpoint is written after every node.", verdict: "wrong" },
      { source: "004", says: "State is saved at every super-step.", verdict: "agrees" },
    ],
    world: () => ({ first: buildTwo(true), second: buildTwo(false) }),
    otherwise: { says: "two rows", world: () => ({ first: buildTwo(true), second: buildTwo(true) }) },
    async run({ first, second }) {
      const counts: number[] = [];
      for (const [thread, app] of Object.entries({ first: await first, second: await second })) {
        await app.invoke({}, onThread(thread));
        counts.push((await historyOf(app, onThread(thread))).length);
      }
      return { holds: counts.join() === "4,3", seen: { checkpoints: counts } };
    },
  }),
  claim({
    id: "date-comes-back-as-text",
    says: "A Date in the state does not stop a run that is paused, and does not survive it: the next node finds a text, with MemorySaver too.",
    sources: [
      { source: "000", says: "The saver in memory does not serialize.", verdict: "wrong" },
      { source: "001", says: "A date in the state raises an error where the run pauses.", verdict: "wrong" },
    ],
    world: (): string[] => ["read"],
    otherwise: { says: "a run that is not paused in between", world: () => [] },
    async run(interruptBefore) {
      const app = buildWhen(() => new Date(0));
      const pause = await errorOf(() => app.invoke({}, { ...onThread("t"), interruptBefore: interruptBefore as any }));
      const { found } = await app.invoke(null, onThread("t"));
      return {
        holds: pause === null && found === "a string",
        seen: { errorAtThePause: pause, theNextNodeFinds: found },
      };
    },
  }),
  claim({
    id: "first-result-is-not-read-back",
    says: "What invoke returns still holds the Date that a node gave it; only what is read back from the saver shows the text.",
    world: (): (() => unknown) => () => new Date(0),
    otherwise: { says: "a node that gives a text", world: () => () => "1970-01-01" },
    async run(value) {
      const app = buildWhen(value);
      const { when } = await app.invoke({}, onThread("t"));
      const readBack = (await app.getState(onThread("t"))).values.when;
      const seen = { returnedByInvoke: kindOf(when), readBackFromTheSaver: kindOf(readBack) };
      return { holds: seen.returnedByInvoke === "a Date" && seen.readBackFromTheSaver === "a string", seen };
    },
  }),
  claim({
    id: "same-symptom-other-cause",
    says: "A graph without a checkpointer and a new thread_id with every call answer alike, as though nothing had been said; the database tells them apart.",
    sources: [
      { source: "001", says: "An agent that forgets is nearly always called without a thread_id.", verdict: "differs" },
      { source: "003", says: "An agent that forgets was never given its thread_id.", verdict: "differs" },
    ],
    world: () => ({ second: "another thread" }),
    otherwise: { says: "two calls on one thread", world: () => ({ second: "a thread" }) },
    async run({ second }) {
      const saver = await SqlJsSaver.open();
      const seen: Record<string, { answer: string; checkpoints: number }> = {};
      for (const [what, checkpointer] of [["no checkpointer", undefined] as const, ["new thread", saver] as const]) {
        const chat = rowOf(["answer"], checkpointer);
        await chat.invoke({ list: ["I am Ada"] }, onThread("a thread"));
        const { list } = await chat.invoke({ list: ["Who am I?"] }, onThread(second));
        let checkpoints = 0;
        if (checkpointer) for await (const _ of saver.list({})) checkpoints += 1;
        seen[what] = { answer: list.join(", "), checkpoints };
      }
      const [none, fresh] = Object.values(seen);
      return { holds: none!.answer === fresh!.answer && none!.checkpoints === 0 && fresh!.checkpoints > 0, seen };
    },
  }),
  claim({
    id: "misspelt-option-is-ignored",
    says: "A misspelt durability is no error: the call runs as if it had not been given.",
    world: () => "snyc",
    otherwise: { says: "the right spelling", world: () => "sync" },
    async run(durability) {
      const ran: string[] = [];
      const app = rowOf(["charge"], await SqlJsSaver.open(), ran);
      // Without a thread the modes differ: "sync" stops before the first node.
      const error = await errorOf(() => app.invoke({}, { durability: durability as "sync" }));
      return {
        holds: ran.join() === "charge" && error !== null && error.includes("thread_id"),
        seen: { durability, nodesThatRan: [...ran], error: error?.slice(0, 60) },
      };
    },
  }),
];
