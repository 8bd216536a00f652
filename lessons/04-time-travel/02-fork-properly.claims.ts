// The claims of "Fork properly": what happens when a run goes on from an earlier checkpoint.
import { Annotation, Command, END, START, StateGraph, type StateSnapshot } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";

const State = Annotation.Root({
  category: Annotation<string>,
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });
const THREAD = onThread("ticket");

/** Three stations, run once with the category "complaint". `ran` lists what has run since then. */
async function finishedTicket() {
  const ran: string[] = [];
  const station =
    (name: string) =>
    ({ category }: typeof State.State) => {
      ran.push(name);
      return { log: [`${name}: ${category}`] };
    };
  const app = new StateGraph(State)
    .addNode("classify", station("classify"))
    .addNode("draft", station("draft"))
    .addNode("send", station("send"))
    .addEdge(START, "classify")
    .addEdge("classify", "draft")
    .addEdge("draft", "send")
    .addEdge("send", END)
    .compile({ checkpointer: await SqlJsSaver.open() });
  await app.invoke({ category: "complaint" }, THREAD);
  ran.length = 0;

  const history = async (config: object = THREAD) => {
    const found: StateSnapshot[] = [];
    for await (const snapshot of app.getStateHistory(config)) found.push(snapshot);
    return found;
  };
  // The moment after classify: draft is next.
  const past = (await history()).find(({ next }) => next[0] === "draft")!;
  return { app, ran, history, past };
}

const idOf = (config: StateSnapshot["parentConfig"]): unknown => config?.configurable?.checkpoint_id;

export const claims: readonly Claim[] = [
  {
    id: "update-writes-a-new-checkpoint",
    says: "updateState does not change the checkpoint that it is given: it writes a new one whose parent is that one, and returns the config of the new one.",
    sources: [{ source: "001", says: "update_state puts a new checkpoint beside the old one.", verdict: "agrees" }],
    async run() {
      const { app, past } = await finishedTicket();
      const returned = await app.updateState(past.config, { category: "refund" }, "classify");
      const [before, after] = [await app.getState(past.config), await app.getState(returned)];
      return {
        holds:
          before.values.category === "complaint" &&
          after.values.category === "refund" &&
          idOf(after.parentConfig) === idOf(past.config),
        seen: {
          given: before.values.category,
          returned: after.values.category,
          parentOfReturnedIsGiven: idOf(after.parentConfig) === idOf(past.config),
        },
      };
    },
  },
  {
    id: "past-config-ignores-the-edit",
    says: "Running on from the old config ignores the edit; only the config that updateState returned carries it.",
    sources: [
      {
        source: "001",
        says: "update_state(past.config, …), then invoke(None, past.config), replays with the fix.",
        verdict: "wrong",
      },
      { source: "004", says: "Run on from the config that updateState returned.", verdict: "agrees" },
    ],
    async run() {
      const { app, past } = await finishedTicket();
      const returned = await app.updateState(past.config, { category: "refund" }, "classify");
      const fromOld = await app.invoke(null, past.config);
      const fromReturned = await app.invoke(null, returned);
      return {
        holds: fromOld.log.at(-1) === "send: complaint" && fromReturned.log.at(-1) === "send: refund",
        seen: { fromTheOldConfig: fromOld.log, fromTheReturnedConfig: fromReturned.log },
      };
    },
  },
  {
    id: "replay-executes",
    says: "Running on from an old checkpoint is no playback: the later nodes run again, and the database gets new checkpoints, the first of them with the source fork.",
    sources: [
      {
        source: "000",
        says: "Invoking with an old checkpoint_id loads that snapshot and continues.",
        verdict: "agrees",
      },
      { source: "004", says: "invoke(null, past.config) replays from the past.", verdict: "differs" },
    ],
    async run() {
      const { app, ran, history, past } = await finishedTicket();
      const before = (await history()).length;
      await app.invoke(null, past.config);
      const added = (await history()).slice(0, -before).reverse();
      const sources = added.map(({ metadata }) => metadata?.source);
      return {
        holds: ran.join() === "draft,send" && String(sources[0]) === "fork",
        seen: { nodesThatRan: [...ran], sourcesOfTheNewCheckpoints: sources },
      };
    },
  },
  {
    id: "new-thread-old-id-throws",
    says: "A new thread_id beside an old checkpoint_id is no fork: with null as input, it throws EmptyInputError.",
    sources: [
      {
        source: "000",
        says: "A new thread_id with an old checkpoint_id and no input forks and keeps the messages.",
        verdict: "wrong",
      },
    ],
    async run() {
      const { app, ran, past } = await finishedTicket();
      const elsewhere = { configurable: { thread_id: "ticket-fork", checkpoint_id: idOf(past.config) } };
      let thrown: string | null = null;
      try {
        await app.invoke(null, elsewhere);
      } catch (error) {
        thrown = error instanceof Error ? error.name : String(error);
      }
      return { holds: thrown === "EmptyInputError" && ran.length === 0, seen: { thrown, nodesThatRan: [...ran] } };
    },
  },
  {
    id: "new-thread-old-id-starts-blank",
    says: "With an input it does not throw, which is worse: the new thread starts blank, and its first checkpoint names a parent that does not exist there.",
    sources: [
      { source: "002", says: "A new thread_id with an old checkpoint_id makes a new branch.", verdict: "wrong" },
    ],
    async run() {
      const { app, history, past } = await finishedTicket();
      const elsewhere = { configurable: { thread_id: "ticket-fork", checkpoint_id: idOf(past.config) } };
      const end = await app.invoke({ category: "refund" }, elsewhere);
      const oldest = (await history(onThread("ticket-fork"))).at(-1)!;
      const parent = oldest.parentConfig && (await app.getState(oldest.parentConfig)).values;
      return {
        holds: !end.log.includes("classify: complaint") && parent !== undefined && Object.keys(parent).length === 0,
        seen: { log: end.log, namesAParent: parent !== undefined, stateOfThatParent: parent ?? null },
      };
    },
  },
  {
    id: "input-from-the-past-restarts",
    says: "A new input with an old config does not go on from there: it begins at START, on top of the old state.",
    sources: [{ source: "002", says: "Replay from that point, with a new input.", verdict: "wrong" }],
    async run() {
      const { app, ran, past } = await finishedTicket();
      const end = await app.invoke({ category: "refund" }, past.config);
      return {
        holds: past.next.join() === "draft" && ran[0] === "classify",
        seen: { nextOfTheOldCheckpoint: past.next, nodesThatRan: [...ran], log: end.log },
      };
    },
  },
  {
    id: "null-goes-on-empty-object-restarts",
    says: "On a finished thread invoke(null) runs nothing, and invoke({}) runs the whole graph again.",
    sources: [{ source: "000", says: "Pass None, not an empty input, to go on from a checkpoint.", verdict: "agrees" }],
    async run() {
      const { app, ran } = await finishedTicket();
      await app.invoke(null, THREAD);
      const withNull = [...ran];
      await app.invoke({}, THREAD);
      return {
        holds: withNull.length === 0 && ran.join() === "classify,draft,send",
        seen: { ranWithNull: withNull, ranWithEmptyObject: [...ran] },
      };
    },
  },
  {
    id: "latest-is-the-fork",
    says: "After a fork the thread answers with the fork; the old end is still there, for whoever has its checkpoint_id.",
    sources: [{ source: "001", says: "The original branch is preserved.", verdict: "agrees" }],
    async run() {
      const { app, history, past } = await finishedTicket();
      const oldEnd = (await history())[0]!;
      await app.invoke(null, await app.updateState(past.config, { category: "refund" }, "classify"));
      const latest = (await app.getState(THREAD)).values.category;
      const byId = (await app.getState(oldEnd.config)).values.category;
      return { holds: latest === "refund" && byId === "complaint", seen: { latest, oldEndById: byId } };
    },
  },
  {
    id: "history-mixes-branches",
    says: "The history of a thread is one list of all branches: after a fork, step numbers come twice, and only the parent of a checkpoint says where it belongs.",
    sources: [
      { source: "001", says: "The seventh row from the end is the input of step 7.", verdict: "wrong" },
      { source: "002", says: "The third row of the history is the checkpoint to go back to.", verdict: "wrong" },
    ],
    async run() {
      const { app, history, past } = await finishedTicket();
      await app.invoke(null, await app.updateState(past.config, { category: "refund" }, "classify"));
      const rows = await history();
      const steps = rows.map(({ metadata }) => metadata?.step);
      const place = new Map(rows.map(({ config }, index) => [idOf(config), index]));
      const parents = rows.map(({ parentConfig }) => place.get(idOf(parentConfig)) ?? null);
      return {
        holds:
          new Set(steps).size < steps.length &&
          parents.some((parent, index) => parent !== null && parent !== index + 1),
        seen: { stepOfEachRow: steps, rowOfItsParent: parents },
      };
    },
  },
  {
    id: "as-node-decides-what-is-next",
    says: "asNode is not a label: it says which node wrote the edit, and so decides what runs next.",
    async run() {
      const { app, past } = await finishedTicket();
      const next: Record<string, string[]> = {};
      for (const asNode of ["classify", "draft", "send"]) {
        const returned = await app.updateState(past.config, { category: "refund" }, asNode);
        next[asNode] = (await app.getState(returned)).next;
      }
      return {
        holds: next.classify?.join() === "draft" && next.draft?.join() === "send" && next.send?.length === 0,
        seen: { nextAfterAnEditAs: next },
      };
    },
  },
  {
    id: "command-stains-the-past",
    says: "A Command with an update and a goto, sent to an old config, also runs on with the edit, but the old checkpoint itself reads differently afterwards.",
    async run() {
      const { app, past } = await finishedTicket();
      const end = await app.invoke(new Command({ update: { category: "refund" }, goto: "draft" }), past.config);
      const after = (await app.getState(past.config)).values.category;
      return {
        holds: end.log.at(-1) === "send: refund" && past.values.category === "complaint" && after === "refund",
        seen: { log: end.log, oldCheckpointBefore: past.values.category, oldCheckpointAfter: after },
      };
    },
  },
];
