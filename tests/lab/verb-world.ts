// Verbs over databases of real runs: what a guest makes of the lines, and what the same calls make when they are made directly.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SqlJsSaver } from "@forkpoint/savers";
import { NOTHING_ASKED, type Exercise } from "../../src/course/model.ts";
import { type RunResult, runExercise } from "../../src/grading/run-exercise.ts";
import { type ForkTree, forkTree, type TreeNode } from "../../src/inspect/fork-tree.ts";
import { openFile } from "../../src/inspect/open-file.ts";
import type { CheckpointKey, SaverFile } from "../../src/inspect/saver-file.ts";
import { nodesOf } from "../../src/inspect/find-node.ts";
import type { ExerciseRuntime } from "../../src/runtimes/runtime.ts";
import { readKernel } from "../node-grading.ts";
import { sqlJs } from "../savers/saver-at-hand.ts";
import { buildGraph } from "./verb-graphs.ts";

/** What the learner's program would offer to the lab. */
const APP = `
import { SqlJsSaver } from "@forkpoint/savers";
import { buildGraph } from "./verb-graphs.ts";

const saver = await SqlJsSaver.open();
const ran = (thread: string, node: string) => console.log(thread + " " + node);
export const graphOf = (thread: string) => buildGraph(thread, { saver, ran, fails: false });
`;

export interface Done {
  readonly bytes: Uint8Array;
  /** Thread → nodes that began, in order. */
  readonly ran: ReadonlyMap<string, readonly string[]>;
}

/** Runs of graphs, or calls on them, in this process. */
export async function directly(
  over: Uint8Array | null,
  fails: boolean,
  act: (graphOf: (thread: string) => any, saver: SqlJsSaver) => Promise<void>,
): Promise<Done> {
  const saver = await SqlJsSaver.open({ sqlJs, ...(over && { bytes: over }) });
  const notes = new Notes();
  await act((thread) => buildGraph(thread, { saver, ran: notes.add, fails }), saver);
  const bytes = saver.export();
  saver.close();
  return { bytes, ran: notes.byThread };
}

/** Each text as a program of its own, all in one guest: their threads differ, so none is in another's way. */
export async function inGuest(
  runtime: ExerciseRuntime,
  over: Uint8Array,
  programs: readonly string[],
): Promise<Done & { readonly result: RunResult }> {
  const graphs = await readFile(path.join(import.meta.dirname, "verb-graphs.ts"), "utf8");
  const names = programs.map((_, index) => `verb-${index}.ts`);
  const starter = {
    "app.ts": APP,
    "verb-graphs.ts": graphs,
    ...Object.fromEntries(names.map((name, index) => [name, programs[index]!])),
  };
  const notes = new Notes();
  const result = await runExercise({
    exercise: { ...EXERCISE, starter, given: Object.keys(starter) },
    files: {},
    runtime,
    kernel: readKernel(),
    signal: new AbortController().signal,
    over: [{ name: "main", bytes: over }],
    program: { path: "all-verbs.ts", text: names.map((name) => `import "./${name}";`).join("\n") },
    onTrace(event) {
      if (event.kind !== "console") return;
      const [thread = "", node = ""] = event.text.split(" ");
      notes.add(thread, node);
    },
  });
  return { bytes: result.databases[0]?.bytes ?? new Uint8Array(), ran: notes.byThread, result };
}

class Notes {
  readonly byThread = new Map<string, string[]>();
  readonly add = (thread: string, node: string): void => {
    this.byThread.set(thread, [...(this.byThread.get(thread) ?? []), node]);
  };
}

const EXERCISE: Exercise = {
  id: "verbs",
  title: "Verbs",
  lesson: "a/b",
  entry: "app.ts",
  run: "app.ts",
  exports: ["graphOf"],
  given: [],
  lab: "app.ts",
  needs: [],
  // An exercise may withhold what verbs need.
  imports: { "@langchain/langgraph": { except: ["Command", "Overwrite"] }, "@forkpoint/savers": "all" },
  limits: { testMs: 5_000, totalMs: 30_000, outputBytes: 65_536 },
  starter: {},
  hints: [],
  ...NOTHING_ASKED,
};

export function treeOf(bytes: Uint8Array): ForkTree {
  using file = openFile(sqlJs, bytes);
  return forkTree(file.checkpoints());
}

/** The checkpoint of that name. A subgraph is named by its lane; of several runs of it, the newest is meant. */
export function keyOf(tree: ForkTree, thread: string, name: string, lane = ""): CheckpointKey {
  const found = tree.threads.find((each) => each.thread === thread)?.namespaces.find((each) => each.lane === lane);
  const node = found && [...nodesOf(found)].find((each) => each.name === name);
  if (!node) throw new RangeError(`no ${name} in ${thread} ${lane}`);
  return { thread, namespace: found.namespace, id: node.row.id };
}

/** Thread → all that is in the file about it, but for ids and times, which are new with each run. */
export function outcomesOf(bytes: Uint8Array): ReadonlyMap<string, unknown> {
  using file = openFile(sqlJs, bytes);
  return new Map(
    forkTree(file.checkpoints()).threads.map(({ thread, namespaces }) => [
      thread,
      namespaces.map((scope) => ({
        lane: scope.lane,
        latest: scope.latest.name,
        checkpoints: [...nodesOf(scope)].map((node) => outcomeOf(node, file)),
      })),
    ]),
  );
}

function outcomeOf({ name, parent, row }: TreeNode, file: SaverFile): unknown {
  const { step, source, next, finished, interrupts, asked, errors, pendingWrites } = row;
  const { channels } = file.state(row);
  const values = channels.filter(({ internal }) => !internal).map((channel) => [channel.name, channel.json]);
  return {
    ...{ name, parent: parent?.name ?? null, step, source },
    ...{ next, finished, interrupts, asked, errors, pendingWrites },
    values: Object.fromEntries(values) as unknown,
  };
}
