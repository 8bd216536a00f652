// The claims of "Continue or start?": what a call does with a thread whose last run did not end.
import { Annotation, Command, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, errorOf, onThread } from "../worlds.ts";

const State = Annotation.Root({
  order: Annotation<string>,
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});
const THREAD = onThread("ada");

interface Shop {
  readonly app: App;
  readonly saver: SqlJsSaver;
  /** What has been done, as `station: order`. */
  readonly done: string[];
}

/** Reserve, charge, ship. `charge` does what it is told before its own work. */
function buildShop(saver: SqlJsSaver, beforeCharging: () => void | Promise<void>): Shop {
  const done: string[] = [];
  const work =
    (name: string) =>
    ({ order }: typeof State.State) => {
      done.push(`${name}: ${order}`);
      return { log: [name] };
    };
  const app = new StateGraph(State)
    .addNode("reserve", work("reserve"))
    .addNode("charge", async (state) => {
      await beforeCharging();
      return work("charge")(state);
    })
    .addNode("ship", work("ship"))
    .addEdge(START, "reserve")
    .addEdge("reserve", "charge")
    .addEdge("charge", "ship")
    .addEdge("ship", END)
    .compile({ checkpointer: saver });
  return { app, saver, done };
}

const openShop = async (beforeCharging: () => void | Promise<void>) =>
  buildShop(await SqlJsSaver.open(), beforeCharging);

/** A thread on which `charge` has failed once, and would not again; `done` is emptied. */
async function crashedShop(): Promise<Shop> {
  let fails = true;
  const shop = await openShop(() => {
    if (fails) throw new Error("card refused");
  });
  await shop.app.invoke({ order: "mugs" }, THREAD).catch(() => {});
  fails = false;
  shop.done.length = 0;
  return shop;
}

/** A thread on which `charge` asks; with `fails`, it fails once after the answer, or, without one, at once. */
async function askingShop({ asks = true, fails = false } = {}) {
  const answers: string[] = [];
  let left = fails ? 1 : 0;
  const shop = await openShop(() => {
    if (asks) answers.push(interrupt("By card?"));
    if (left-- > 0) throw new Error("card refused");
  });
  await shop.app.invoke({ order: "mugs" }, THREAD).catch(() => {});
  return { ...shop, answers };
}

/** The thread as another program reads it in the moment in which `charge` begins, or after `charge` has thrown. */
async function readAfter(end: "killed" | "failed") {
  let bytes: Uint8Array = new Uint8Array();
  const shop = await openShop(() => {
    bytes = shop.saver.export();
    if (end === "failed") throw new Error("card refused");
    return new Promise<void>(() => {});
  });
  const run = shop.app.invoke({ order: "mugs" }, { ...THREAD, durability: "sync" }).catch(() => {});
  if (end === "failed") await run;
  while (bytes.length === 0) await Promise.resolve();
  const stored = end === "failed" ? shop.saver.export() : bytes;
  return buildShop(await SqlJsSaver.open({ bytes: stored, name: "restarted" }), () => {}).app.getState(THREAD);
}

export const claims: readonly Claim[] = [
  claim({
    id: "input-leaves-the-rest-undone",
    says: "On a crashed thread, a call with a new input begins at START again, and what was left of the old run is never done.",
    sources: [
      {
        source: "003",
        says: "If a worker dies half-way, the next request of the thread picks up after the last node.",
        verdict: "wrong",
      },
    ],
    world: () => ({ input: { order: "teapot" } as object | null }),
    otherwise: { says: "a call with null", world: () => ({ input: null }) },
    async run({ input }) {
      const { app, done } = await crashedShop();
      await app.invoke(input, THREAD);
      const { next } = await app.getState(THREAD);
      return {
        holds: done.join() === "reserve: teapot,charge: teapot,ship: teapot" && next.length === 0,
        seen: { doneAfterTheCrash: [...done], next },
      };
    },
  }),
  claim({
    id: "null-does-the-rest",
    says: "On a crashed thread, invoke(null) runs the node that failed and what follows it, and nothing that had finished.",
    sources: [
      { source: "002", says: "After a fault, a run resumes from the last successful step.", verdict: "agrees" },
      { source: "004", says: "null as input means: resume from the checkpoint.", verdict: "agrees" },
    ],
    world: () => ({ input: null as object | null }),
    otherwise: { says: "a call with an empty object", world: () => ({ input: {} }) },
    async run({ input }) {
      const { app, done } = await crashedShop();
      await app.invoke(input, THREAD);
      return { holds: done.join() === "charge: mugs,ship: mugs", seen: { doneAfterTheCrash: [...done] } };
    },
  }),
  claim({
    id: "kill-leaves-no-error",
    says: "A program that is killed leaves no error in its thread: only the task that is still due tells of it.",
    world: () => "killed" as const,
    otherwise: { says: "a program whose node throws", world: () => "failed" as const },
    async run(end: "killed" | "failed") {
      const { next, tasks } = await readAfter(end);
      const seen = tasks.map(({ name, error }) => ({ name, error: error ?? null }));
      return {
        holds: next.join() === "charge" && seen.length === 1 && seen[0]?.error === null,
        seen: { next, tasks: seen },
      };
    },
  }),
  claim({
    id: "null-on-a-new-thread-throws",
    says: "On a thread that holds nothing yet, invoke(null) throws EmptyInputError, and no node runs.",
    sources: [{ source: "004", says: "null as input means: resume from the checkpoint.", verdict: "differs" }],
    world: () => ({ input: null as object | null }),
    otherwise: { says: "a call with an empty object", world: () => ({ input: {} }) },
    async run({ input }) {
      const { app, done } = await openShop(() => {});
      const error = await errorOf(() => app.invoke(input, THREAD));
      return {
        holds: error?.startsWith("EmptyInputError") === true && done.length === 0,
        seen: { error, done: [...done] },
      };
    },
  }),
  claim({
    id: "plain-input-is-no-answer",
    says: "On a thread that waits at an interrupt, a plain input is no answer: the run begins at START, and the same node asks again.",
    world: () => (answer: string) => ({ order: answer }) as unknown,
    otherwise: {
      says: "a Command that carries the answer",
      world: () => (answer: string) => new Command({ resume: answer }) as unknown,
    },
    async run(send) {
      const { app, done, answers } = await askingShop();
      done.length = 0;
      const end = await app.invoke(send("yes"), THREAD);
      const asks = "__interrupt__" in end;
      return {
        holds: done.join() === "reserve: yes" && asks && answers.length === 0,
        seen: { done: [...done], asksAgain: asks, answersThatArrived: [...answers] },
      };
    },
  }),
  claim({
    id: "failed-behind-an-answer",
    says: "When a node fails behind the answer to its interrupt, next is empty although the node is still due; the tasks of the snapshot name it, with its error.",
    world: () => ({ asks: true, fails: true }),
    otherwise: { says: "a node that fails without having asked", world: () => ({ asks: false, fails: true }) },
    async run(shop) {
      const { app } = await askingShop(shop);
      if (shop.asks) await app.invoke(new Command({ resume: "yes" }), THREAD).catch(() => {});
      const { next, tasks } = await app.getState(THREAD);
      const seen = tasks.map(({ name, error }) => ({ name, error: (error as Error | undefined)?.message ?? null }));
      return {
        holds: next.length === 0 && seen.length === 1 && seen[0]?.name === "charge" && seen[0].error === "card refused",
        seen: { next, tasks: seen },
      };
    },
  }),
  claim({
    id: "null-keeps-the-answer",
    says: "On such a thread, invoke(null) runs the node again with the answer that it already has, and nobody is asked twice.",
    world: () => ({ input: null as object | null }),
    otherwise: { says: "a call with an empty object", world: () => ({ input: {} }) },
    async run({ input }) {
      const { app, answers } = await askingShop({ fails: true });
      await app.invoke(new Command({ resume: "yes" }), THREAD).catch(() => {});
      const end = await app.invoke(input, THREAD);
      const asks = "__interrupt__" in end;
      return {
        holds: answers.join() === "yes,yes" && !asks,
        seen: { answersThatTheNodeGot: [...answers], asksAgain: asks },
      };
    },
  }),
];
