// The claims of "The world stays": what a rewind does not undo, and what two runs of one node have in common.
import {
  Annotation,
  END,
  InMemoryStore,
  START,
  StateGraph,
  type BaseStore,
  type LangGraphRunnableConfig,
  type StateSnapshot,
} from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { changed, claim, errorOf, onThread, whereNext, type App } from "../worlds.ts";

const Order = Annotation.Root({
  order: Annotation<number>,
  amount: Annotation<number>,
  charged: Annotation<boolean>,
  counted: Annotation<number>({ reducer: (before, more) => before + more, default: () => 0 }),
});
type State = typeof Order.State;
type Charge = (state: State, config: LangGraphRunnableConfig) => Promise<Partial<State>>;

const SHOP = onThread("order-7");

/** START → price → charge → END. `charge` is what each claim is about. */
async function buildShop(charge: Charge, store?: BaseStore) {
  return new StateGraph(Order)
    .addNode("price", () => ({ amount: 20 }))
    .addNode("charge", charge)
    .addEdge(START, "price")
    .addEdge("price", "charge")
    .addEdge("charge", END)
    .compile({ checkpointer: await SqlJsSaver.open(), store });
}

/** Goes on from the checkpoint before `charge`, as often as asked. */
async function replay(app: App, times: number): Promise<void> {
  const before = await whereNext(app, "order-7", "charge");
  for (let time = 1; time <= times; time++) await app.invoke(null, before.config);
}

/** Where a node leaves a note to itself that it has charged. */
interface Flag {
  isSet(state: State, config: LangGraphRunnableConfig): Promise<boolean>;
  set(config: LangGraphRunnableConfig): Promise<Partial<State>>;
}

const flagInState: Flag = {
  isSet: async ({ charged }) => charged === true,
  set: async () => ({ charged: true }),
};

const flagInStore: Flag = {
  isSet: async (_state, { store }) => (await store!.get(["charged"], "order-7")) !== null,
  set: async ({ store }) => {
    await store!.put(["charged"], "order-7", { at: "14:03" });
    return {};
  },
};

/** What a run of `charge` knows of itself: where it stands, and where from it came. */
const byTask = (_state: State, { executionInfo }: LangGraphRunnableConfig) =>
  `${executionInfo?.threadId}/${executionInfo?.checkpointId}/${executionInfo?.taskId}`;
/** What is charged. */
const byContent = ({ order, amount }: State, { executionInfo }: LangGraphRunnableConfig) =>
  `${executionInfo?.threadId}/${order}/${amount}`;

/** A node that fails once, behind its charge, and the keys under which it charged. */
async function failingOnce(keyOf: (state: State, config: LangGraphRunnableConfig) => string) {
  const keys: string[] = [];
  const app = await buildShop(async (state, config) => {
    keys.push(keyOf(state, config));
    if (keys.length === 1) throw new Error("the line went dead");
    return { charged: true };
  });
  await errorOf(() => app.invoke({ order: 7 }, SHOP));
  return { app, keys };
}

export const claims: readonly Claim[] = [
  claim({
    id: "replay-charges-again",
    says: "Going back undoes nothing outside: a node that charges a card charges it again with each replay, and the card knows of every one.",
    sources: [
      { source: "003", says: "You can rewind, and invoke the graph again from any checkpoint.", verdict: "differs" },
      { source: "001", says: "Patch the earlier state and replay.", verdict: "differs" },
    ],
    world: () => (app: App) => app,
    otherwise: {
      says: "an invoke that plays back what was saved",
      world: () => (app: App) => changed(app, { invoke: () => async () => (await app.getState(SHOP)).values }),
    },
    async run(used) {
      const card: number[] = [];
      const app = await buildShop(async ({ amount }) => {
        card.push(amount);
        return { charged: true };
      });
      await app.invoke({ order: 7 }, SHOP);
      await replay(used(app), 3);
      return { holds: card.join() === "20,20,20,20", seen: { chargesOnTheCard: [...card] } };
    },
  }),
  claim({
    id: "store-is-not-rewound",
    says: "A store is part of the world: what a node put there stays when the thread goes back. After a replay the state has counted one run of the node, and the store two.",
    sources: [
      { source: "003", says: "The checkpointer is not the store: one thread, and what lasts.", verdict: "agrees" },
    ],
    world: () => ({ forgets: false }),
    otherwise: { says: "a store that is emptied before the replay", world: () => ({ forgets: true }) },
    async run({ forgets }) {
      const store = new InMemoryStore();
      const app = await buildShop(async (_state, config) => {
        const before = (await config.store!.get(["runs"], "charge"))?.value.count ?? 0;
        await config.store!.put(["runs"], "charge", { count: before + 1 });
        return { counted: 1 };
      }, store);
      await app.invoke({ order: 7 }, SHOP);
      if (forgets) await store.delete(["runs"], "charge");
      await replay(app, 1);
      const inState = (await app.getState(SHOP)).values.counted;
      const inStore = (await store.get(["runs"], "charge"))?.value.count;
      return { holds: inState === 1 && inStore === 2, seen: { inState, inStore } };
    },
  }),
  claim({
    id: "flag-in-state-is-rewound",
    says: "A flag in the state is rewound with the state: at the checkpoint before the node it is not set, and the node charges again.",
    world: () => flagInState,
    otherwise: { says: "a flag in a store", world: () => flagInStore },
    async run(flag) {
      let charges = 0;
      const app = await buildShop(async (state, config) => {
        if (await flag.isSet(state, config)) return {};
        charges += 1;
        return flag.set(config);
      }, new InMemoryStore());
      await app.invoke({ order: 7 }, SHOP);
      await replay(app, 1);
      return { holds: charges === 2, seen: { charges } };
    },
  }),
  claim({
    id: "task-id-survives-a-crash",
    says: "A node that failed and is resumed is the same task: executionInfo gives it the same taskId and checkpointId as the first time.",
    world: () => ({ replays: 0 }),
    otherwise: { says: "a replay after the resumed run", world: () => ({ replays: 1 }) },
    async run({ replays }) {
      const { app, keys } = await failingOnce(byTask);
      await app.invoke(null, SHOP);
      await replay(app, replays);
      const sameAsTheFirst = keys.slice(1).map((key) => key === keys[0]);
      return {
        holds: sameAsTheFirst.length > 0 && sameAsTheFirst.every(Boolean),
        seen: { runsAfterTheFailure: sameAsTheFirst.length, sameAsTheFirst },
      };
    },
  }),
  claim({
    id: "task-id-is-new-in-a-replay",
    says: "Each replay from a checkpoint that a run left is a new task at a new checkpoint: a key made of taskId and checkpointId is another one every time, and keeps none of them from charging.",
    world: () => async (_app: App, before: StateSnapshot) => before.config,
    otherwise: {
      says: "replays from a checkpoint that updateState wrote",
      world: () => (app: App, before: StateSnapshot) => app.updateState(before.config, {}, "price"),
    },
    async run(from) {
      const keys: string[] = [];
      const app = await buildShop(async (state, config) => {
        keys.push(byTask(state, config));
        return {};
      });
      await app.invoke({ order: 7 }, SHOP);
      const past = await from(app, await whereNext(app, "order-7", "charge"));
      for (let time = 1; time <= 3; time++) await app.invoke(null, past);
      return { holds: new Set(keys).size === 4, seen: { runs: keys.length, differentKeys: new Set(keys).size } };
    },
  }),
  claim({
    id: "key-of-what-is-charged",
    says: "A key made of the thread, the order and the amount is the same after a crash and in every replay, and another one in a fork that corrects the amount.",
    world: () => byContent,
    otherwise: { says: "a key made of taskId and checkpointId", world: () => byTask },
    async run(keyOf) {
      const { app, keys } = await failingOnce(keyOf);
      await app.invoke(null, SHOP);
      await replay(app, 2);
      const unchanged = new Set(keys).size;
      const before = await whereNext(app, "order-7", "charge");
      await app.invoke(null, await app.updateState(before.config, { amount: 15 }, "price"));
      const withTheFork = new Set(keys).size;
      return {
        holds: keys.length === 5 && unchanged === 1 && withTheFork === 2,
        seen: { runs: keys.length, keysBeforeTheFork: unchanged, keysWithTheFork: withTheFork },
      };
    },
  }),
];
