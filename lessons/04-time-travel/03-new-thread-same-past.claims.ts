// The claims of "New thread, same past": what travels from one thread to another, and what has to be carried.
import { Annotation, END, Overwrite, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, changed, claim, errorOf, historyOf, idOf, onThread, whereNext } from "../worlds.ts";

const Ticket = Annotation.Root({
  category: Annotation<string>,
  /** Where a copy comes from. */
  origin: Annotation<string>,
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => ["opened"] }),
});

/** sort, then draft and check side by side where `sideBySide` says so, then send. Run once on the thread "original". */
async function finished(saver: BaseCheckpointSaver, sideBySide = false) {
  const ran: string[] = [];
  const graph: any = new StateGraph(Ticket);
  for (const name of ["sort", "draft", "check", "send"])
    graph.addNode(name, () => {
      ran.push(name);
      return { log: [name] };
    });
  graph.addEdge(START, "sort").addEdge("sort", "draft").addEdge("send", END);
  if (sideBySide) graph.addEdge("sort", "check").addEdge(["draft", "check"], "send");
  else graph.addEdge("draft", "check").addEdge("check", "send");
  const app: App = graph.compile({ checkpointer: saver });
  await app.invoke({ category: "complaint" }, onThread("original"));
  ran.length = 0;
  return { app, ran, saver, past: await whereNext(app, "original", "send") };
}

/** A saver that looks for a checkpoint by its id, and never mind the thread. */
const byIdAlone = async () => {
  const saver = await SqlJsSaver.open();
  return changed(saver, {
    getTuple: (original) => async (config) => {
      const id = idOf(config);
      return id === undefined ? original(config) : original(onThread("original", id));
    },
  });
};

type World = Awaited<ReturnType<typeof finished>>;

/** Writes the values of the past into the thread "copy", as the node that came before `send`. */
const carried = ({ app, past }: World, values: object = past.values) =>
  app.updateState(onThread("copy"), values, "check");

/** Writes the very checkpoint of the past under the thread "copy". */
async function putAs({ saver, past }: World, more: object = {}) {
  const { checkpoint, metadata } = (await saver.getTuple(past.config))!;
  await saver.put(onThread("copy"), checkpoint, { ...metadata!, ...more }, checkpoint.channel_versions);
}

export const claims: readonly Claim[] = [
  claim({
    id: "the-id-alone-carries-nothing",
    says: "A checkpoint belongs to its thread: under another thread_id, its id finds an empty state, and invoke(null) throws EmptyInputError.",
    sources: [
      {
        source: "000",
        says: "A new thread_id with an old checkpoint_id and no input keeps the messages.",
        verdict: "wrong",
      },
      {
        source: "002",
        says: "A new thread_id with an old checkpoint_id starts a branch from there.",
        verdict: "wrong",
      },
      {
        source: "001",
        says: "A checkpoint is keyed by its thread_id and its checkpoint_id together.",
        verdict: "agrees",
      },
    ],
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that finds a checkpoint under any thread", world: () => byIdAlone() },
    async run(saver: BaseCheckpointSaver) {
      const { app, ran, past } = await finished(saver);
      const elsewhere = onThread("copy", idOf(past.config));
      const { values } = await app.getState(elsewhere);
      const error = await errorOf(() => app.invoke(null, elsewhere));
      return {
        holds: Object.keys(values).length === 0 && error?.startsWith("EmptyInputError") === true && ran.length === 0,
        seen: { stateUnderTheNewThread: values, error, nodesThatRan: [...ran] },
      };
    },
  }),
  claim({
    id: "values-and-as-node-carry-it",
    says: "updateState on the new thread, with the values of the snapshot and the node that wrote them as asNode, makes a thread that goes on at the same node, with no parent.",
    world: () => "check" as string | undefined,
    otherwise: { says: "the same call without asNode", world: () => undefined },
    async run(asNode: string | undefined) {
      const { app, ran, past } = await finished(await SqlJsSaver.open());
      const copied = await app.updateState(onThread("copy"), past.values, asNode);
      const { next, parentConfig } = await app.getState(copied);
      const end = await app.invoke(null, copied);
      return {
        holds:
          next.join() === "send" && parentConfig === undefined && ran.join() === "send" && end.category === "complaint",
        seen: { next, namesAParent: parentConfig !== undefined, nodesThatRan: [...ran], category: end.category },
      };
    },
  }),
  claim({
    id: "old-id-leaves-a-phantom-parent",
    says: "With the old checkpoint_id left in the config, the same call works too, and the new thread begins with a parent that it does not hold.",
    world: () => (past: World["past"]) => onThread("copy", idOf(past.config)),
    otherwise: { says: "a config that names the new thread alone", world: () => () => onThread("copy") },
    async run(configFor: (past: World["past"]) => object) {
      const { app, past } = await finished(await SqlJsSaver.open());
      await app.updateState(configFor(past), past.values, "check");
      const rows = await historyOf(app, onThread("copy"));
      const parent = rows.at(-1)!.parentConfig;
      const held = rows.some(({ config }) => idOf(config) === idOf(parent));
      return {
        holds: parent !== undefined && !held && rows[0]!.values.category === "complaint",
        seen: { category: rows[0]!.values.category, namesAParent: parent !== undefined, holdsIt: held },
      };
    },
  }),
  claim({
    id: "copied-lists-meet-their-default",
    says: "On their way into the new thread, values pass through the reducers: a list with a default that is not empty gets it twice, unless it is wrapped in Overwrite.",
    world:
      () =>
      (log: string[]): unknown =>
        log,
    otherwise: { says: "lists wrapped in Overwrite", world: () => (log: string[]) => new Overwrite(log) },
    async run(wrap: (log: string[]) => unknown) {
      const world = await finished(await SqlJsSaver.open());
      const copied = await carried(world, { ...world.past.values, log: wrap(world.past.values.log) });
      const { log } = (await world.app.getState(copied)).values;
      return {
        holds: log.join() === ["opened", ...world.past.values.log].join() && log[0] === log[1],
        seen: { inTheSource: world.past.values.log, inTheCopy: log },
      };
    },
  }),
  claim({
    id: "a-link-in-the-state-stays",
    says: "A note of the origin in the state is still there at the end of the run; nothing else in the copy says where it came from.",
    world: () => async (world: World) => {
      await carried(world, { ...world.past.values, origin: "original" });
    },
    otherwise: {
      says: "a note in the metadata of the first checkpoint",
      world: () => (world: World) => putAs(world, { origin: "original" }),
    },
    async run(copy: (world: World) => Promise<void>) {
      const world = await finished(await SqlJsSaver.open());
      await copy(world);
      await world.app.invoke(null, onThread("copy"));
      const { values, metadata } = await world.app.getState(onThread("copy"));
      const rows = await historyOf(world.app, onThread("copy"));
      const besides = JSON.stringify(rows.map((row) => [row.metadata, row.parentConfig])).includes("original");
      return {
        holds: values.origin === "original" && !besides,
        seen: {
          inTheState: values.origin ?? null,
          inTheMetadata: (metadata as { origin?: string }).origin ?? null,
          anywhereElseInTheCopy: besides,
        },
      };
    },
  }),
  claim({
    id: "put-copies-what-update-cannot",
    says: "Behind nodes that ran side by side, no single asNode will do: the copy has nothing next. The saver's put copies the checkpoint as it is, with what comes next.",
    async world() {
      const world = await finished(await SqlJsSaver.open(), true);
      return { world, copy: () => putAs(world) };
    },
    otherwise: {
      says: "a copy made by updateState",
      async world() {
        const world = await finished(await SqlJsSaver.open(), true);
        return { world, copy: async () => void (await carried(world)) };
      },
    },
    async run({ world: { app, past, ran }, copy }) {
      const single = [];
      for (const asNode of ["draft", "check"])
        single.push(
          (await app.getState(await app.updateState(onThread(`as ${asNode}`), past.values, asNode))).next.length,
        );
      await copy();
      const { next } = await app.getState(onThread("copy"));
      await app.invoke(null, onThread("copy"));
      return {
        holds: single.join() === "0,0" && next.join() === "send" && ran.join() === "send",
        seen: { nodesNextAfterUpdateState: single, nextInTheCopy: next, nodesThatRan: [...ran] },
      };
    },
  }),
];
