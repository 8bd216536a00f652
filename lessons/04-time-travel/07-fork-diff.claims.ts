// The claims of "Fork diff": what two branches of a thread have in common, and what only looks like it.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { changed, claim, errorOf, historyOf, idOf, onThread, whereNext, type App } from "../worlds.ts";

const Ticket = Annotation.Root({
  category: Annotation<string>,
  customer: Annotation<Record<string, unknown>>,
});
const TICKET = onThread("ticket");

/** START → classify → draft → send → END, run once. */
async function finishedTicket(saver?: SqlJsSaver) {
  const app = new StateGraph(Ticket)
    .addNode("classify", () => ({ category: "complaint" }))
    .addNode("draft", () => ({}))
    .addNode("send", () => ({}))
    .addEdge(START, "classify")
    .addEdge("classify", "draft")
    .addEdge("draft", "send")
    .addEdge("send", END)
    .compile({ checkpointer: saver ?? (await SqlJsSaver.open()) });
  await app.invoke({ customer: { name: "Ada" } }, TICKET);
  return app;
}

/** Forks behind `classify`, runs to the end, and hands out the end. */
async function forkedEnd(app: App, patch: object = { category: "refund" }) {
  const past = await whereNext(app, "ticket", "draft");
  await app.invoke(null, await app.updateState(past.config, patch, "classify"));
  return app.getState(TICKET);
}

/** Ids from a checkpoint back to its root. */
async function lineage(app: App, config: object): Promise<string[]> {
  const ids: string[] = [];
  for (let at = await app.getState(config); ; at = await app.getState(at.parentConfig)) {
    ids.push(idOf(at.config)!);
    if (!at.parentConfig) return ids;
  }
}

/** Names instead of ids, in the order in which they are met: evidence that reads the same each time. */
function named(...lists: readonly (readonly string[])[]): string[][] {
  const names = new Map<string, string>();
  for (const id of lists.flat().toSorted()) if (!names.has(id)) names.set(id, `#${names.size + 1}`);
  return lists.map((list) => list.map((id) => names.get(id)!));
}

/** A saver that counts all checkpoints of its life. */
const numbersAll = async () => {
  let written = -2;
  return changed(await SqlJsSaver.open(), {
    put: (original) => (config, checkpoint, metadata, versions) =>
      original(config, checkpoint, { ...metadata, step: ++written }, versions),
  });
};

const forgetsParents = async () =>
  changed(await SqlJsSaver.open(), {
    put: (original) => (config, checkpoint, metadata, versions) =>
      original(onThread(config.configurable?.thread_id), checkpoint, metadata, versions),
  });

const refusesTheUnknown = async () =>
  changed(await SqlJsSaver.open(), {
    getTuple: (original) => async (config) => {
      const tuple = await original(config);
      if (!tuple && idOf(config) !== undefined) throw new RangeError("no such checkpoint");
      return tuple;
    },
  });

/** A saver that gives what updateState writes a namespace of its own. */
const editsApart = async () =>
  changed(await SqlJsSaver.open(), {
    put: (original) => (config, checkpoint, metadata, versions) => {
      const configurable = { ...config.configurable, checkpoint_ns: metadata.source === "update" ? "fork" : "" };
      return original({ ...config, configurable }, checkpoint, metadata, versions);
    },
  });

export const claims: readonly Claim[] = [
  claim({
    id: "step-counts-from-the-root",
    says: "The step of a checkpoint is one more than its parent's, on each branch: after a fork, one step number stands for several checkpoints.",
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that numbers all checkpoints in the order of writing", world: numbersAll },
    async run(saver) {
      const app = await finishedTicket(saver);
      await forkedEnd(app);
      const all = await historyOf(app, TICKET);
      const stepOf = new Map(all.map(({ config, metadata }) => [idOf(config), metadata?.step ?? NaN]));
      const children = all.filter(({ parentConfig }) => parentConfig);
      const oneMore = children.every(
        ({ config, parentConfig }) => stepOf.get(idOf(config)) === stepOf.get(idOf(parentConfig))! + 1,
      );
      const steps = [...stepOf.values()];
      const twice = [...new Set(steps.filter((step, index) => steps.indexOf(step) !== index))].sort();
      return {
        holds: oneMore && twice.join() === "2,3",
        seen: { eachIsItsParentsPlusOne: oneMore, stepsThatComeTwice: twice },
      };
    },
  }),
  claim({
    id: "parents-meet",
    says: "From two ends of one thread, the ways along parentConfig meet in one checkpoint and are the same from there on: it is the newest that both ends come from.",
    sources: [{ source: "001", says: "An edit puts a sibling beside what was there.", verdict: "agrees" }],
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that forgets parents", world: forgetsParents },
    async run(saver) {
      const app = await finishedTicket(saver);
      const [end] = await historyOf(app, TICKET);
      const past = await whereNext(app, "ticket", "draft");
      const fork = await forkedEnd(app);
      const [a, b] = [await lineage(app, end!.config), await lineage(app, fork.config)];
      const meeting = a.find((id) => b.includes(id));
      const same = meeting !== undefined && a.slice(a.indexOf(meeting)).join() === b.slice(b.indexOf(meeting)).join();
      const [original, forked] = named(a, b);
      return { holds: same && meeting === idOf(past.config), seen: { original, forked } };
    },
  }),
  claim({
    id: "fork-elsewhere-has-no-ancestor",
    says: "A branch that was begun in a thread of its own, with the values of another one, shares no checkpoint with it: the two have no common ancestor.",
    world: () => onThread("ticket-fork"),
    otherwise: { says: "a fork in the same thread", world: () => null },
    async run(elsewhere) {
      const app = await finishedTicket();
      const [end] = await historyOf(app, TICKET);
      const past = await whereNext(app, "ticket", "draft");
      const fork = await app.updateState(elsewhere ?? past.config, { ...past.values, category: "refund" }, "classify");
      const [a, b] = [await lineage(app, end!.config), await lineage(app, fork)];
      const shared = a.filter((id) => b.includes(id)).length;
      return { holds: shared === 0 && b.length > 0, seen: { checkpointsOfBoth: shared } };
    },
  }),
  claim({
    id: "missing-parent-reads-empty",
    says: "A parent that its thread does not have reads as an empty snapshot, without an error: its values are {}, and it has no metadata.",
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that refuses to read what it does not have", world: refusesTheUnknown },
    async run(saver) {
      const app = await finishedTicket(saver);
      const past = await whereNext(app, "ticket", "draft");
      const error = await errorOf(() => app.invoke({ category: "refund" }, onThread("ticket-fork", idOf(past.config))));
      const oldest = (await historyOf(app, onThread("ticket-fork"))).at(-1);
      const parent = oldest?.parentConfig && (await app.getState(oldest.parentConfig));
      return {
        holds: error === null && !!parent && JSON.stringify(parent.values) === "{}" && parent.metadata === undefined,
        seen: { error, values: parent?.values ?? null, metadata: parent?.metadata ?? null },
      };
    },
  }),
  claim({
    id: "equal-states-are-two-checkpoints",
    says: "Two forks of one checkpoint with the same patch end in equal values, and are two branches all the same: each end has an id of its own.",
    world: () => ({ second: "refund" }),
    otherwise: { says: "a second fork with another patch", world: () => ({ second: "praise" }) },
    async run({ second }) {
      const app = await finishedTicket();
      const ends = [await forkedEnd(app, { category: "refund" }), await forkedEnd(app, { category: second })];
      const values = ends.map((end) => end.values);
      const ids = new Set(ends.map(({ config }) => idOf(config))).size;
      return { holds: JSON.stringify(values[0]) === JSON.stringify(values[1]) && ids === 2, seen: { values, ids } };
    },
  }),
  claim({
    id: "keys-keep-their-order",
    says: "An object in the state comes back with its keys in the order in which they were written, so two objects that are equal can differ as text.",
    world: () => ({ second: { plan: "pro", name: "Ada" } }),
    otherwise: { says: "keys written in the same order", world: () => ({ second: { name: "Ada", plan: "pro" } }) },
    async run({ second }) {
      const app = await finishedTicket();
      const texts = [];
      for (const customer of [{ name: "Ada", plan: "pro" }, second])
        texts.push(JSON.stringify((await forkedEnd(app, { customer })).values.customer));
      const [a, b] = texts.map((text) => JSON.parse(text) as Record<string, unknown>);
      const equal = a!.name === b!.name && a!.plan === b!.plan;
      return { holds: equal && texts[0] !== texts[1], seen: { texts } };
    },
  }),
  claim({
    id: "branches-share-the-namespace",
    says: "All branches of a thread are in the same checkpoint_ns, the empty one: it does not tell a fork from what it was made of.",
    sources: [
      { source: "000", says: "Use checkpoint_ns to keep a fork from reading the wrong lineage.", verdict: "wrong" },
    ],
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that gives edits a namespace of their own", world: editsApart },
    async run(saver) {
      const app = await finishedTicket(saver);
      const past = await whereNext(app, "ticket", "draft");
      await app.updateState(past.config, { category: "refund" }, "classify");
      const spaces = new Set<string>();
      let rows = 0;
      for await (const { config } of saver.list({ configurable: { thread_id: "ticket" } })) {
        spaces.add(config.configurable?.checkpoint_ns);
        rows += 1;
      }
      return { holds: spaces.size === 1 && spaces.has("") && rows === 6, seen: { namespaces: [...spaces], rows } };
    },
  }),
];
