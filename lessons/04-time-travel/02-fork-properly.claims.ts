// The claims of "Fork properly": what happens when a run goes on from an earlier checkpoint.
import { Annotation, Command, END, START, StateGraph, type StateSnapshot } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { changed, claim, errorOf, historyOf, idOf, onThread, type App } from "../worlds.ts";

const State = Annotation.Root({
  category: Annotation<string>,
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const THREAD = onThread("ticket");
const ELSEWHERE = "ticket-fork";

/** START → classify → draft → send → END. Each appends what it was given to the log. `ran` is told of each that runs. */
function stations(checkpointer: SqlJsSaver, ran: string[]) {
  const station =
    (name: string) =>
    ({ category }: typeof State.State) => {
      ran.push(name);
      return { log: [`${name}: ${category}`] };
    };
  return new StateGraph(State)
    .addNode("classify", station("classify"))
    .addNode("draft", station("draft"))
    .addNode("send", station("send"))
    .addEdge(START, "classify")
    .addEdge("classify", "draft")
    .addEdge("draft", "send")
    .addEdge("send", END)
    .compile({ checkpointer });
}

/** Run once with the category "complaint". `ran` lists what has run since then. */
async function finishedTicket(saver?: SqlJsSaver, options: object = {}) {
  const ran: string[] = [];
  const app = stations(saver ?? (await SqlJsSaver.open()), ran);
  await app.invoke({ category: "complaint" }, { ...THREAD, ...options });
  ran.length = 0;
  const history = (config: object = THREAD) => historyOf(app, config);
  // The moment after classify: draft is next.
  const past = (await history()).find(({ next }) => next[0] === "draft")!;
  return { app, ran, history, past };
}

type Ticket = Awaited<ReturnType<typeof finishedTicket>>;

/** Corrects the category as of that snapshot, and runs on. */
type Correct = (app: App, past: StateSnapshot) => Promise<Record<string, any>>;

const byFork: Correct = async (app, past) =>
  app.invoke(null, await app.updateState(past.config, { category: "refund" }, "classify"));

const byForkElsewhere: Correct = async (app, past) =>
  app.invoke(null, await app.updateState(onThread(ELSEWHERE), { ...past.values, category: "refund" }, "classify"));

const byCommand: Correct = (app, past) =>
  app.invoke(new Command({ update: { category: "refund" }, goto: "draft" }), past.config);

/** What a reader of the runbook expects: an edit takes the place of what it was made from. */
const editsInPlace = async () =>
  changed(await SqlJsSaver.open(), {
    put: (original) => (config, checkpoint, metadata, versions) => {
      const id = idOf(config);
      const kept = metadata.source === "update" && id !== undefined ? { ...checkpoint, id } : checkpoint;
      return original(config, kept, metadata, versions);
    },
  });

/** What would have to be so for a new thread_id beside an old checkpoint_id to be a fork. */
const sharesCheckpoints = async () =>
  changed(await SqlJsSaver.open(), {
    getTuple: (original) => async (config) => {
      const tuple = await original(config);
      if (tuple || idOf(config) === undefined) return tuple;
      const shared = await original(onThread("ticket", idOf(config)));
      return shared && { ...shared, config };
    },
  });

/** An invoke that plays back what was saved. */
const playsBack = async (): Promise<Ticket> => {
  const ticket = await finishedTicket();
  const saved = (await ticket.app.getState(THREAD)).values;
  return { ...ticket, app: changed(ticket.app, { invoke: () => async () => saved }) };
};

/** An updateState for which asNode is a label: LangGraph is left to find out by itself who wrote. */
const asNodeIsALabel = async (): Promise<Ticket> => {
  const ticket = await finishedTicket();
  const app = changed(ticket.app, { updateState: (original) => (config, values) => original(config, values) });
  return { ...ticket, app };
};

export const claims: readonly Claim[] = [
  claim({
    id: "update-writes-a-new-checkpoint",
    says: "updateState does not change the checkpoint that it is given: it writes a new one whose parent is that one, and returns the config of the new one.",
    sources: [{ source: "001", says: "update_state puts a new checkpoint beside the old one.", verdict: "agrees" }],
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that puts an edit in the place of the old checkpoint", world: editsInPlace },
    async run(saver) {
      const { app, past } = await finishedTicket(saver);
      const returned = await app.updateState(past.config, { category: "refund" }, "classify");
      const [before, after] = [await app.getState(past.config), await app.getState(returned)];
      const parentOfReturnedIsGiven = idOf(after.parentConfig) === idOf(past.config);
      return {
        holds: before.values.category === "complaint" && after.values.category === "refund" && parentOfReturnedIsGiven,
        seen: { given: before.values.category, returned: after.values.category, parentOfReturnedIsGiven },
      };
    },
  }),
  claim({
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
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that puts an edit in the place of the old checkpoint", world: editsInPlace },
    async run(saver) {
      const { app, past } = await finishedTicket(saver);
      const returned = await app.updateState(past.config, { category: "refund" }, "classify");
      const fromOld = await app.invoke(null, past.config);
      const fromReturned = await app.invoke(null, returned);
      return {
        holds: fromOld.log.at(-1) === "send: complaint" && fromReturned.log.at(-1) === "send: refund",
        seen: { fromTheOldConfig: fromOld.log, fromTheReturnedConfig: fromReturned.log },
      };
    },
  }),
  claim({
    id: "replay-executes",
    says: "Running on from an old checkpoint that a run left is no playback: the later nodes run again, and the database gets new checkpoints, the first of them with the source fork.",
    sources: [
      {
        source: "000",
        says: "Invoking with an old checkpoint_id loads that snapshot and continues.",
        verdict: "agrees",
      },
      { source: "004", says: "invoke(null, past.config) replays from the past.", verdict: "differs" },
    ],
    world: () => finishedTicket(),
    otherwise: { says: "an invoke that plays back what was saved", world: playsBack },
    async run({ app, ran, history, past }) {
      const before = (await history()).length;
      await app.invoke(null, past.config);
      const added = (await history()).slice(0, -before).reverse();
      const sources = added.map(({ metadata }) => metadata?.source);
      return {
        holds: ran.join() === "draft,send" && String(sources[0]) === "fork",
        seen: { nodesThatRan: [...ran], sourcesOfTheNewCheckpoints: sources },
      };
    },
  }),
  claim({
    id: "new-thread-old-id-throws",
    says: "A new thread_id beside an old checkpoint_id is no fork: with null as input, it throws EmptyInputError.",
    sources: [
      {
        source: "000",
        says: "A new thread_id with an old checkpoint_id and no input forks and keeps the messages.",
        verdict: "wrong",
      },
    ],
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that finds a checkpoint under any thread_id", world: sharesCheckpoints },
    async run(saver) {
      const { app, ran, past } = await finishedTicket(saver);
      const error = await errorOf(() => app.invoke(null, onThread(ELSEWHERE, idOf(past.config))));
      const thrown = error?.split(":")[0] ?? null;
      return { holds: thrown === "EmptyInputError" && ran.length === 0, seen: { thrown, nodesThatRan: [...ran] } };
    },
  }),
  claim({
    id: "new-thread-old-id-starts-blank",
    says: "With an input it does not throw, which is worse: the new thread starts blank, and its first checkpoint names a parent that does not exist there.",
    sources: [
      { source: "002", says: "A new thread_id with an old checkpoint_id makes a new branch.", verdict: "wrong" },
    ],
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that finds a checkpoint under any thread_id", world: sharesCheckpoints },
    async run(saver) {
      const { app, history, past } = await finishedTicket(saver);
      const end = await app.invoke({ category: "refund" }, onThread(ELSEWHERE, idOf(past.config)));
      const oldest = (await history(onThread(ELSEWHERE))).at(-1)!;
      const parent = oldest.parentConfig && (await app.getState(oldest.parentConfig)).values;
      return {
        holds: !end.log.includes("classify: complaint") && parent !== undefined && Object.keys(parent).length === 0,
        seen: { log: end.log, namesAParent: parent !== undefined, stateOfThatParent: parent ?? null },
      };
    },
  }),
  claim({
    id: "input-from-the-past-restarts",
    says: "A new input with an old config does not go on from there: it begins at START, on top of the old state.",
    sources: [{ source: "002", says: "Replay from that point, with a new input.", verdict: "wrong" }],
    world: () => ({ input: { category: "refund" } as object | null }),
    otherwise: { says: "null instead of an input", world: () => ({ input: null }) },
    async run({ input }) {
      const { app, ran, past } = await finishedTicket();
      const end = await app.invoke(input, past.config);
      return {
        holds:
          past.next.join() === "draft" &&
          ran.join() === "classify,draft,send" &&
          end.log.join() === "classify: complaint,classify: refund,draft: refund,send: refund",
        seen: { nextOfTheOldCheckpoint: past.next, nodesThatRan: [...ran], log: end.log },
      };
    },
  }),
  claim({
    id: "null-goes-on-empty-object-restarts",
    says: "On a finished thread invoke(null) runs nothing, and invoke({}) runs the whole graph again.",
    sources: [{ source: "000", says: "Pass None, not an empty input, to go on from a checkpoint.", verdict: "agrees" }],
    world: () => finishedTicket(),
    otherwise: {
      says: "a thread that stopped before its second node",
      world: () => finishedTicket(undefined, { interruptBefore: ["draft"] }),
    },
    async run({ app, ran }) {
      await app.invoke(null, THREAD);
      const withNull = [...ran];
      await app.invoke({}, THREAD);
      return {
        holds: withNull.length === 0 && ran.join() === "classify,draft,send",
        seen: { ranWithNull: withNull, ranWithEmptyObject: ran.slice(withNull.length) },
      };
    },
  }),
  claim({
    id: "latest-is-the-fork",
    says: "After a fork the thread answers with the fork; the old end is still there, for whoever has its checkpoint_id.",
    sources: [{ source: "001", says: "The original branch is preserved.", verdict: "agrees" }],
    world: () => byFork,
    otherwise: { says: "a fork into a thread of its own", world: () => byForkElsewhere },
    async run(correct) {
      const { app, history, past } = await finishedTicket();
      const oldEnd = (await history())[0]!;
      await correct(app, past);
      const latest = (await app.getState(THREAD)).values.category;
      const byId = (await app.getState(oldEnd.config)).values.category;
      return { holds: latest === "refund" && byId === "complaint", seen: { latest, oldEndById: byId } };
    },
  }),
  claim({
    id: "history-mixes-branches",
    says: "The history of a thread is one list of all branches: after a fork, step numbers come twice, and only the parent of a checkpoint says where it belongs.",
    sources: [
      { source: "001", says: "The seventh row from the end is the input of step 7.", verdict: "wrong" },
      { source: "002", says: "The third row of the history is the checkpoint to go back to.", verdict: "wrong" },
    ],
    world: () => byFork,
    otherwise: { says: "a fork into a thread of its own", world: () => byForkElsewhere },
    async run(correct) {
      const { app, history, past } = await finishedTicket();
      await correct(app, past);
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
  }),
  claim({
    id: "as-node-decides-what-is-next",
    says: "asNode is not a label: it says which node wrote the edit, and so decides what runs next.",
    world: () => finishedTicket(),
    otherwise: { says: "an updateState that ignores asNode", world: asNodeIsALabel },
    async run({ app, past }) {
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
  }),
  claim({
    id: "command-stains-the-past",
    says: "A Command with an update and a goto, sent to an old config, also runs on with the edit, but the old checkpoint itself reads differently afterwards.",
    world: () => byCommand,
    otherwise: { says: "updateState and null instead of the Command", world: () => byFork },
    async run(correct) {
      const { app, past } = await finishedTicket();
      const end = await correct(app, past);
      const after = (await app.getState(past.config)).values.category;
      return {
        holds: end.log.at(-1) === "send: refund" && past.values.category === "complaint" && after === "refund",
        seen: { log: end.log, oldCheckpointBefore: past.values.category, oldCheckpointAfter: after },
      };
    },
  }),
];
