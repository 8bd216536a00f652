// The claims of "Null, or input?": what each kind of call starts, by the state of the thread.
import { Command, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, errorOf, historyOf, Notes, onThread } from "../worlds.ts";

const NAMES = ["reserve", "charge", "ship"] as const;
let threads = 0;
type State = "fresh" | "finished" | "crashed" | "paused";

/** A thread of its own in that state. One node, `charge` if none is named, fails or asks; it fails only once. `ran` is emptied. */
async function threadIn(state: State, stopsAt: (typeof NAMES)[number] = "charge") {
  const thread = onThread(`thread-${++threads}`);
  const ran: string[] = [];
  let fails = state === "crashed";
  // Names of nodes are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(Notes);
  let last: string = START;
  for (const name of NAMES) {
    const stops = name === stopsAt;
    graph.addNode(name, () => {
      ran.push(name);
      if (stops && fails) throw new Error("card refused");
      if (stops && state === "paused") interrupt("By card?");
      return { list: [name] };
    });
    graph.addEdge(last, name);
    last = name;
  }
  const app: App = graph.compile({ checkpointer: await SqlJsSaver.open() });
  if (state !== "fresh") await app.invoke({ list: ["mugs"] }, thread).catch(() => {});
  fails = false;
  ran.length = 0;
  return { app, ran, thread };
}

export const claims: readonly Claim[] = [
  claim({
    id: "any-input-begins-at-start",
    says: "Whatever state a thread is in, a call with an object begins at START, even if the object is empty.",
    sources: [
      { source: "000", says: "Do not pass an empty list of messages to go on: pass None.", verdict: "agrees" },
      { source: "004", says: "null means: resume from the checkpoint.", verdict: "agrees" },
    ],
    world: () => [{}, { list: ["teapot"] }] as readonly (object | null)[],
    otherwise: { says: "calls with null", world: () => [null] as readonly (object | null)[] },
    async run(inputs) {
      const firstToRun: Record<string, string | null> = {};
      for (const state of ["fresh", "finished", "crashed", "paused"] as const)
        for (const input of inputs) {
          const { app, ran, thread } = await threadIn(state);
          await app.invoke(input, thread).catch(() => {});
          firstToRun[`${state}, ${JSON.stringify(input)}`] = ran[0] ?? null;
        }
      return { holds: Object.values(firstToRun).every((name) => name === "reserve"), seen: { firstToRun } };
    },
  }),
  claim({
    id: "null-on-finished-does-nothing",
    says: "On a finished thread, invoke(null) runs nothing, writes nothing and resolves with the state as it is.",
    world: () => ({ input: null as object | null }),
    otherwise: { says: "a call with an empty object", world: () => ({ input: {} }) },
    async run({ input }) {
      const { app, ran, thread } = await threadIn("finished");
      const before = (await historyOf(app, thread)).length;
      const { list } = await app.invoke(input, thread);
      const written = (await historyOf(app, thread)).length - before;
      return {
        holds: ran.length === 0 && written === 0 && list.join() === "mugs,reserve,charge,ship",
        seen: { nodesThatRan: [...ran], checkpointsWritten: written, list },
      };
    },
  }),
  claim<(typeof NAMES)[number]>({
    id: "half-done-state-stays",
    says: "A new input on a crashed thread begins on top of what that run had saved: its half-done state stays, and what had been done is done again.",
    sources: [
      {
        source: "003",
        says: "The next call loads the latest checkpoint and resumes from that state.",
        verdict: "differs",
      },
    ],
    world: () => "charge",
    otherwise: { says: "a run that failed in its first node", world: () => "reserve" },
    async run(failsAt) {
      const { app, thread } = await threadIn("crashed", failsAt);
      const { list } = await app.invoke({ list: ["teapot"] }, thread);
      return { holds: list.join() === "mugs,reserve,teapot,reserve,charge,ship", seen: { list } };
    },
  }),
  claim({
    id: "null-asks-again",
    says: "On a paused thread, invoke(null) runs the node that asked once more, from its top, and it asks the same again.",
    world: () => null as unknown,
    otherwise: { says: "a call with the answer", world: () => new Command({ resume: "yes" }) as unknown },
    async run(input) {
      const { app, ran, thread } = await threadIn("paused");
      const end = await app.invoke(input, thread);
      const question = end.__interrupt__?.[0]?.value ?? null;
      return { holds: ran.join() === "charge" && question === "By card?", seen: { nodesThatRan: [...ran], question } };
    },
  }),
  claim({
    id: "missing-input-is-null",
    says: "A missing input is null: with undefined, a crashed thread goes on and a finished one does nothing, without an error.",
    world: () => undefined as unknown,
    otherwise: { says: "an empty text in its place", world: () => "" as unknown },
    async run(input) {
      const ranOn: Record<string, string> = {};
      for (const state of ["crashed", "finished"] as const) {
        const { app, ran, thread } = await threadIn(state);
        await app.invoke(input, thread);
        ranOn[state] = ran.join(", ");
      }
      return { holds: ranOn.crashed === "charge, ship" && ranOn.finished === "", seen: { nodesThatRan: ranOn } };
    },
  }),
  claim({
    id: "answer-to-nobody",
    says: "An answer to a thread that has asked nothing is swallowed: a Command with a resume runs no node, and throws nothing, even on a thread that holds nothing yet.",
    world: () => new Command({ resume: "yes" }) as unknown,
    otherwise: { says: "a call with null", world: () => null as unknown },
    async run(input) {
      const seen: Record<string, { ran: string[]; error: string | null }> = {};
      for (const state of ["finished", "fresh"] as const) {
        const { app, ran, thread } = await threadIn(state);
        const error = await errorOf(() => app.invoke(input, thread));
        seen[state] = { ran: [...ran], error };
      }
      return { holds: Object.values(seen).every(({ ran, error }) => ran.length === 0 && error === null), seen };
    },
  }),
];
