// The claims of "The tree": what the history of a forked thread looks like, and which checkpoint the thread answers with.
import type { BaseCheckpointSaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, changed, claim, historyOf, idOf, onThread, rowOf, whereNext } from "../worlds.ts";

const THREAD = onThread("ticket");

/** sort, draft and send have run once, all five checkpoints in one line. */
async function oneLine(saver?: BaseCheckpointSaver): Promise<App> {
  const app = rowOf(["sort", "draft", "send"], saver ?? (await SqlJsSaver.open()));
  await app.invoke({ value: "complaint" }, THREAD);
  return app;
}

/** The same, then corrected behind sort and run on: a second branch. */
async function forked(saver?: BaseCheckpointSaver): Promise<App> {
  const app = await oneLine(saver);
  await app.invoke(
    null,
    await app.updateState((await whereNext(app, "ticket", "draft")).config, { value: "refund" }, "sort"),
  );
  return app;
}

/** The same, and then the first branch and the second were each corrected at their ends, in turn. */
async function inTurns(): Promise<App> {
  const app = await oneLine();
  const first = await app.getState(THREAD);
  await app.invoke(
    null,
    await app.updateState((await whereNext(app, "ticket", "draft")).config, { value: "refund" }, "sort"),
  );
  await app.updateState(first.config, { value: "praise" }, "send");
  return app;
}

/** A saver that keeps no parents. */
const withoutParents = async () =>
  changed(await SqlJsSaver.open(), {
    put:
      (original) =>
      (config, ...rest) =>
        original({ ...config, configurable: { ...config.configurable, checkpoint_id: undefined } }, ...rest),
  });

/** A saver that answers for a thread with the checkpoint of the highest step, as though the longest branch were meant. */
const deepestFirst = async () => {
  const saver = await SqlJsSaver.open();
  return changed(saver, {
    getTuple: (original) => async (config) => {
      if (idOf(config) !== undefined) return original(config);
      let deepest: Awaited<ReturnType<typeof original>>;
      for await (const tuple of saver.list(config))
        if ((tuple.metadata?.step ?? 0) > (deepest?.metadata?.step ?? -2)) deepest = tuple;
      return deepest;
    },
  });
};

/** For each row of the history, newest first, the place of its parent in the list; null for none. */
async function placesOfParents(app: App): Promise<(number | null)[]> {
  const rows = await historyOf(app, THREAD);
  const place = new Map(rows.map(({ config }, index) => [idOf(config), index]));
  return rows.map(({ parentConfig }) => (parentConfig ? (place.get(idOf(parentConfig)) ?? null) : null));
}

export const claims: readonly Claim[] = [
  claim({
    id: "neighbours-are-no-relatives",
    says: "getStateHistory lists the checkpoints of all branches by when they were made, newest first: the row below another need not be its parent.",
    sources: [
      { source: "002", says: "parent_config is the config of the previous checkpoint.", verdict: "differs" },
      { source: "000", says: "The history returns all checkpoints of a thread.", verdict: "agrees" },
    ],
    world: () => inTurns(),
    otherwise: { says: "a thread that was never forked", world: () => oneLine() },
    async run(app) {
      const parents = await placesOfParents(app);
      const strangers = parents.filter((parent, index) => parent !== null && parent !== index + 1).length;
      return { holds: strangers > 0, seen: { placeOfTheParentOfEachRow: parents, rowsNotAboveTheirParent: strangers } };
    },
  }),
  claim({
    id: "parents-lead-to-the-root",
    says: "parentConfig names the parent of a checkpoint. Followed from any checkpoint of any branch, it ends at the first one, which has none.",
    sources: [{ source: "002", says: "A fork is drawn as an arrow from an earlier checkpoint.", verdict: "agrees" }],
    world: () => forked(),
    otherwise: { says: "a saver that keeps no parents", world: async () => forked(await withoutParents()) },
    async run(app) {
      const rows = await historyOf(app, THREAD);
      const byId = new Map(rows.map((row) => [idOf(row.config), row]));
      const ends = rows.map((row) => {
        let [at, steps] = [row, 0];
        while (at.parentConfig && steps++ < rows.length) at = byId.get(idOf(at.parentConfig))!;
        return at;
      });
      const roots = new Set(ends.map(({ config }) => rows.findIndex((row) => idOf(row.config) === idOf(config))));
      return {
        holds: roots.size === 1 && roots.has(rows.length - 1),
        seen: { rows: rows.length, placesWhereTheWaysEnd: [...roots] },
      };
    },
  }),
  claim({
    id: "each-branch-counts-its-steps",
    says: "metadata.step counts along a branch, not over the thread: after a fork at step 1, each branch has a step 2 and a step 3 of its own.",
    sources: [
      {
        source: "001",
        says: "Index the history by metadata.step, or count from its end, to find step 6.",
        verdict: "wrong",
      },
      { source: "000", says: "history[2] is the checkpoint to go back to.", verdict: "wrong" },
      { source: "002", says: "checkpoints[2] is the checkpoint to resume.", verdict: "wrong" },
      { source: "004", says: "states[-2] is the past, on a thread with a single run.", verdict: "differs" },
    ],
    world: () => forked(),
    otherwise: { says: "a thread that was never forked", world: () => oneLine() },
    async run(app) {
      const steps = (await historyOf(app, THREAD)).map(({ metadata }) => metadata?.step);
      const rowsWithStep = (step: number) => steps.filter((each) => each === step).length;
      return {
        holds: rowsWithStep(1) === 1 && rowsWithStep(2) === 2 && rowsWithStep(3) === 2,
        seen: { stepOfEachRow: steps },
      };
    },
  }),
  claim({
    id: "latest-is-the-newest",
    says: "Asked without a checkpoint_id, a thread answers with its newest checkpoint, however much further another branch has come.",
    sources: [
      { source: "001", says: "The original branch is preserved beside the new checkpoint.", verdict: "agrees" },
    ],
    world: () => SqlJsSaver.open(),
    otherwise: { says: "a saver that answers with the longest branch", world: () => deepestFirst() },
    async run(saver: BaseCheckpointSaver) {
      const app = await oneLine(saver);
      await app.updateState((await whereNext(app, "ticket", "draft")).config, { value: "refund" }, "sort");
      const { values, next, metadata } = await app.getState(THREAD);
      const steps = (await historyOf(app, THREAD)).map((row) => row.metadata?.step ?? -1);
      return {
        holds: values.value === "refund" && next.join() === "draft" && Math.max(...steps) > (metadata?.step ?? -1),
        seen: { answersWith: values.value, next, itsStep: metadata?.step, highestStep: Math.max(...steps) },
      };
    },
  }),
  claim({
    id: "writing-moves-the-latest",
    says: "Whoever writes last decides: one edit at the end of the old branch, and the thread answers with that branch again.",
    world: () => (app: App, end: object) => app.updateState(end, { value: "praise" }, "send"),
    otherwise: { says: "somebody who only reads that end", world: () => (app: App, end: object) => app.getState(end) },
    async run(touch: (app: App, end: object) => Promise<unknown>) {
      const app = await oneLine();
      const { config } = await app.getState(THREAD);
      await app.invoke(
        null,
        await app.updateState((await whereNext(app, "ticket", "draft")).config, { value: "refund" }, "sort"),
      );
      const before = (await app.getState(THREAD)).values.value;
      await touch(app, config);
      const after = await app.getState(THREAD);
      return {
        holds: before === "refund" && after.values.value === "praise" && idOf(after.parentConfig) === idOf(config),
        seen: { before, after: after.values.value, childOfTheOldEnd: idOf(after.parentConfig) === idOf(config) },
      };
    },
  }),
  claim({
    id: "before-is-no-lineage",
    says: "The option before of getStateHistory gives everything that is older than a checkpoint, on whichever branch; it gives no line of ancestors.",
    world: () => forked(),
    otherwise: { says: "a thread that was never forked", world: () => oneLine() },
    async run(app) {
      const latest = await app.getState(THREAD);
      const rows = await historyOf(app, THREAD);
      const byId = new Map(rows.map((row) => [idOf(row.config), row]));
      const ancestors = new Set<string | undefined>();
      for (let at = latest; at.parentConfig; at = byId.get(idOf(at.parentConfig))!)
        ancestors.add(idOf(at.parentConfig));
      const older = [];
      for await (const { config } of app.getStateHistory(THREAD, { before: latest.config })) older.push(idOf(config));
      const strangers = older.filter((id) => !ancestors.has(id)).length;
      return { holds: strangers > 0, seen: { older: older.length, ofThemAncestors: older.length - strangers } };
    },
  }),
];
