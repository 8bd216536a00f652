// The claims of "Do not mutate": what becomes of a change that a node makes to the objects that it is given.
import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, claim, onThread } from "../worlds.ts";

const RUN = onThread("order-1");

type Log = readonly string[];
type Node = (state: { log: string[] }) => object;

/** Pushes into the list that it was given, and returns nothing of it. */
const pushes: Node = ({ log }) => {
  log.push("packed");
  return {};
};

/** Says what it adds, and leaves alone what it was given. */
const returns: Node = () => ({ log: ["packed"] });

const appends = Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] });
const replaces = Annotation<string[]>;

interface World {
  readonly pack: Node;
  readonly log?: any;
  readonly saver?: () => BaseCheckpointSaver | Promise<BaseCheckpointSaver>;
  readonly retries?: boolean;
}

/** START → pack → watch → END, or both side by side. `seen` holds the log as `watch` saw it, each time. */
async function orders({ pack, log = appends, saver = () => SqlJsSaver.open(), retries }: World, sideBySide = false) {
  const seen: Log[] = [];
  const graph: any = new StateGraph(Annotation.Root({ log, done: Annotation<boolean> }));
  const options = retries
    ? { retryPolicy: { maxAttempts: 3, initialInterval: 0, jitter: false, logWarning: false } }
    : {};
  graph.addNode("pack", pack, options).addEdge(START, "pack");
  graph.addNode("watch", (state: { log: string[] }) => {
    seen.push([...state.log]);
    return { done: true };
  });
  // Side by side, nodes start in the order of their names.
  graph.addEdge(sideBySide ? START : "pack", "watch").addEdge("watch", END);
  return { app: graph.compile({ checkpointer: await saver() }) as App, seen };
}

const savedLog = async (app: App) => (await app.getState(RUN)).values.log as Log;

export const claims: readonly Claim[] = [
  claim({
    id: "a-push-is-seen-by-later-nodes",
    says: "What a node pushes into a list of its state is seen by the nodes after it and by whoever called, although it was never returned.",
    world: (): World => ({ pack: pushes }),
    otherwise: {
      says: "a node that pushes into a copy",
      world: () => ({ pack: ({ log }) => pushes({ log: [...log] }) }),
    },
    async run(world) {
      const { app, seen } = await orders(world);
      const result = await app.invoke({ log: ["paid"] }, RUN);
      return {
        holds: seen[0]?.join() === "paid,packed" && result.log.join() === "paid,packed",
        seen: { nextNodeSaw: seen[0], callerGot: result.log },
      };
    },
  }),
  claim({
    id: "a-push-is-not-saved-by-version",
    says: "A saver that stores a field only when its version changed does not store what was pushed: the database holds less than the caller was given.",
    world: (): World => ({ pack: pushes, saver: () => SqlJsSaver.open() }),
    otherwise: {
      says: "a saver that stores the whole state each time",
      world: () => ({ pack: pushes, saver: () => new MemorySaver() }),
    },
    async run(world) {
      const { app } = await orders(world);
      const result = await app.invoke({ log: ["paid"] }, RUN);
      const saved = await savedLog(app);
      return {
        holds: result.log.join() === "paid,packed" && saved.join() === "paid",
        seen: { callerGot: result.log, databaseHolds: saved },
      };
    },
  }),
  claim({
    id: "memory-saver-keeps-the-push",
    says: "MemorySaver saves the whole state with each checkpoint, and what was pushed with it.",
    world: (): World => ({ pack: pushes, saver: () => new MemorySaver() }),
    otherwise: {
      says: "a saver that stores a field when its version changed",
      world: () => ({ pack: pushes, saver: () => SqlJsSaver.open() }),
    },
    async run(world) {
      const { app } = await orders(world);
      await app.invoke({ log: ["paid"] }, RUN);
      const saved = await savedLog(app);
      return { holds: saved.join() === "paid,packed", seen: { saved } };
    },
  }),
  claim({
    id: "push-and-return-counts-twice",
    says: "A node that pushes into a list and returns that list hands it to the reducer as new: with a reducer that appends, everything is there twice.",
    world: (): World => ({
      pack(state) {
        pushes(state);
        return { log: state.log };
      },
    }),
    otherwise: { says: "a node that returns what it adds", world: () => ({ pack: returns }) },
    async run(world) {
      const { app } = await orders(world);
      const { log } = await app.invoke({ log: ["paid"] }, RUN);
      return { holds: log.join() === "paid,packed,paid,packed", seen: { log } };
    },
  }),
  claim({
    id: "neighbours-see-a-push",
    says: "Nodes that run side by side are given the same objects: what one pushes, the other may see in the middle of its step.",
    world: (): World => ({ pack: pushes }),
    otherwise: { says: "a node that returns what it adds", world: () => ({ pack: returns }) },
    async run(world) {
      const { app, seen } = await orders(world, true);
      await app.invoke({ log: ["paid"] }, RUN);
      return { holds: seen[0]?.join() === "paid,packed", seen: { neighbourSaw: seen[0] } };
    },
  }),
  claim({
    id: "a-retry-pushes-again",
    says: "If a node fails and is tried again in the same run, it is given the same objects: what it pushed before it failed is still there.",
    world: (): World => ({ pack: failsTwice(({ log }) => log), log: replaces, retries: true }),
    otherwise: {
      says: "a node that pushes into a copy",
      world: () => ({ pack: failsTwice(({ log }) => [...log]), log: replaces, retries: true }),
    },
    async run(world) {
      const { app } = await orders(world);
      const { log } = await app.invoke({ log: ["paid"] }, RUN);
      return { holds: log.join() === "paid,packed,packed,packed", seen: { log } };
    },
  }),
  claim({
    id: "a-shared-default-leaks",
    says: "A default that hands out one and the same list, with a reducer that pushes into it, carries entries from one thread into another.",
    world: () => {
      const one: string[] = [];
      return () => one;
    },
    otherwise: { says: "a default that makes a new list each time", world: () => (): string[] => [] },
    async run(makeDefault) {
      const pushing = Annotation<string[]>({
        reducer: (before, more) => {
          before.push(...more);
          return before;
        },
        default: makeDefault,
      });
      const { app } = await orders({ pack: returns, log: pushing });
      await app.invoke({ log: ["Ada paid"] }, onThread("ada"));
      const { log } = await app.invoke({ log: ["Grace paid"] }, onThread("grace"));
      return { holds: log.includes("Ada paid"), seen: { logOfGrace: [...log] } };
    },
  }),
];

/** Pushes into what `take` makes of its state, and fails the first two times. */
function failsTwice(take: (state: { log: string[] }) => string[]): Node {
  let tries = 0;
  return (state) => {
    const log = take(state);
    log.push("packed");
    tries += 1;
    if (tries < 3) throw new Error("the printer is busy");
    return { log };
  };
}
