// The claims of "Restore a version": what counts versions, what a version is, and what each way of going back leaves.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { claim, historyOf, idOf, onThread, type App } from "../worlds.ts";

const Note = Annotation.Root({ text: Annotation<string>, version: Annotation<number> });
const NOTE = onThread("note");
const TEXTS = ["first", "second", "third"];

/** One node, which counts: what the thread holds, and one more. */
const buildNotes = (checkpointer: BaseCheckpointSaver | undefined, ran: string[] = []) =>
  new StateGraph(Note)
    .addNode("count", ({ version }) => {
      ran.push("count");
      return { version: (version ?? 0) + 1 };
    })
    .addEdge(START, "count")
    .addEdge("count", END)
    .compile({ checkpointer });

/** Three saves, and the version that each of them ended with. */
async function saveThree(app: App, more: object = {}, options: object = {}): Promise<number[]> {
  const versions: number[] = [];
  for (const text of TEXTS) versions.push((await app.invoke({ text, ...more }, { ...NOTE, ...options })).version);
  return versions;
}

async function threeVersions() {
  const ran: string[] = [];
  const app = buildNotes(await SqlJsSaver.open(), ran);
  await saveThree(app);
  ran.length = 0;
  const first = (await historyOf(app, NOTE)).find(({ values, next }) => values.version === 1 && next.length === 0)!;
  return { app, first, ran };
}

type Versions = Awaited<ReturnType<typeof threeVersions>>;

type Restore = (versions: Versions) => Promise<unknown>;

/** Writes the first text at the end of the thread, as a version of its own. */
const forward: Restore = ({ app, first }) =>
  app.updateState(NOTE, { text: first.values.text, version: TEXTS.length + 1 }, "count");

/** Writes it behind the first version. */
const backward: Restore = ({ app, first }) => app.updateState(first.config, { version: TEXTS.length + 1 }, "count");

/** Runs a new input on the first version. */
const byInput: Restore = ({ app, first }) => app.invoke({ text: "restored" }, first.config);

/** Texts from the latest checkpoint back to the first, parent by parent, at the ends of runs. */
async function pastOf(app: App): Promise<string[]> {
  const all = await historyOf(app, NOTE);
  const byId = new Map(all.map((snapshot) => [idOf(snapshot.config), snapshot]));
  const texts: string[] = [];
  for (let at = all[0]; at; at = byId.get(idOf(at.parentConfig))) if (at.next.length === 0) texts.push(at.values.text);
  return texts;
}

export const claims: readonly Claim[] = [
  claim({
    id: "input-resets-a-count",
    says: "Every field of an input is written before the first node runs: a call that brings version: 0 sets the count back, so that it never gets past 1.",
    sources: [
      { source: "002", says: "Pass version 0 with each save, and the versions read 1, 2, 3.", verdict: "wrong" },
    ],
    world: () => ({ version: 0 }),
    otherwise: { says: "calls that leave the version out", world: () => ({}) },
    async run(more) {
      const versions = await saveThree(buildNotes(await SqlJsSaver.open()), more);
      return { holds: versions.join() === "1,1,1", seen: { versionAfterEachSave: versions } };
    },
  }),
  claim({
    id: "field-left-out-stays",
    says: "A field that the input leaves out keeps what the thread holds, so a node can count on from there.",
    sources: [{ source: "002", says: "The node adds one to the version of the state.", verdict: "agrees" }],
    world: () => SqlJsSaver.open() as Promise<BaseCheckpointSaver | undefined>,
    otherwise: { says: "a graph without a checkpointer", world: async () => undefined },
    async run(saver) {
      const versions = await saveThree(buildNotes(saver));
      return { holds: versions.join() === "1,2,3", seen: { versionAfterEachSave: versions } };
    },
  }),
  claim({
    id: "checkpoints-are-no-versions",
    says: "Three saves through a graph of one node leave nine checkpoints, and some of them show the new text beside the number of the old version.",
    sources: [
      { source: "002", says: "Each row of the history is a version of the note.", verdict: "wrong" },
      { source: "002", says: "The third row of the history is version 1.", verdict: "wrong" },
    ],
    world: () => ({}),
    otherwise: { says: 'saves with durability "exit"', world: () => ({ durability: "exit" as const }) },
    async run(options) {
      const app = buildNotes(await SqlJsSaver.open());
      await saveThree(app, {}, options);
      const rows = (await historyOf(app, NOTE)).map(({ values }) => `${values.version ?? "–"}: ${values.text ?? "–"}`);
      return { holds: rows.length === 9 && rows.includes("1: second"), seen: { versionAndTextOfEachRow: rows } };
    },
  }),
  claim({
    id: "input-is-the-restored-text",
    says: "A call with an input and the config of an old checkpoint restores nothing: the note then reads what the input says.",
    sources: [
      { source: "002", says: "Run a new input on an old checkpoint_id to restore that version.", verdict: "wrong" },
    ],
    world: () => byInput,
    otherwise: { says: "updateState with the old text at the end of the thread", world: () => forward },
    async run(restore) {
      const versions = await threeVersions();
      await restore(versions);
      const { text, version } = (await versions.app.getState(NOTE)).values;
      return { holds: text === "restored" && version === 2, seen: { noteAfterwards: { text, version } } };
    },
  }),
  claim({
    id: "restoring-back-loses-later-versions",
    says: "A restore that writes behind the old checkpoint makes a branch: the versions after it are no longer among the parents of the latest checkpoint.",
    world: () => backward,
    otherwise: { says: "a restore that writes at the end of the thread", world: () => forward },
    async run(restore) {
      const versions = await threeVersions();
      await restore(versions);
      const past = await pastOf(versions.app);
      return { holds: past.join() === "first,first", seen: { textsFromTheLatestBackwards: past } };
    },
  }),
  claim({
    id: "restoring-forward-keeps-all",
    says: "updateState with the thread alone, and no checkpoint_id, writes at the end: the old text becomes one more version, all others stay among its parents, and no node runs.",
    sources: [{ source: "002", says: "Consider update_state for a restore.", verdict: "agrees" }],
    world: () => forward,
    otherwise: { says: "a restore that writes behind the old checkpoint", world: () => backward },
    async run(restore) {
      const versions = await threeVersions();
      await restore(versions);
      const { values, next } = await versions.app.getState(NOTE);
      const past = await pastOf(versions.app);
      return {
        holds:
          values.version === 4 &&
          next.length === 0 &&
          versions.ran.length === 0 &&
          past.join() === "first,third,second,first",
        seen: { version: values.version, textsFromTheLatestBackwards: past, nodesThatRan: [...versions.ran] },
      };
    },
  }),
];
