// Each verb where it can be done, beside the calls of LangGraph that it stands for. One thread for each, so that all of them
// can be run in one program.
import { Command, Overwrite } from "@langchain/langgraph";
import type { SqlJsSaver } from "@forkpoint/savers";
import type { ForkTree } from "../../src/inspect/fork-tree.ts";
import type { Verb } from "../../src/lab/model.ts";
import { findNode } from "../../src/inspect/find-node.ts";
import { keyOf } from "./verb-world.ts";

export interface VerbCase {
  readonly what: string;
  readonly thread: string;
  verb(tree: ForkTree): Verb;
  direct(graph: any, tree: ForkTree, saver: SqlJsSaver): Promise<unknown>;
  /** Nodes that run though no plan can name them: nodes inside subgraphs, and what has never run before. */
  readonly besides?: readonly string[];
  /** Why it is not offered; what would happen all the same shows that the reason is right. */
  readonly blocked?: string;
  /** It leaves the thread as it was. */
  readonly writesNothing?: boolean;
  /** Names in the plan that are subgraphs, of which only the nodes inside are seen to run. */
  readonly subgraphs?: readonly string[];
}

const root = (thread: string) => ({ configurable: { thread_id: thread } });

/** As getState() and getStateHistory() would hand it out. */
function configOf(tree: ForkTree, thread: string, name: string, lane = "") {
  const key = keyOf(tree, thread, name, lane);
  const config = { thread_id: thread, checkpoint_ns: key.namespace, checkpoint_id: key.id };
  if (lane === "") return { configurable: config };
  const map = { ...findNode(tree, key)!.row.parents, [key.namespace]: key.id };
  return { configurable: { ...config, checkpoint_map: map } };
}

const rerun = (
  what: string,
  thread: string,
  name: string,
  more: Partial<VerbCase> & { lane?: string } = {},
): VerbCase => ({
  what,
  thread,
  verb: (tree) => ({ kind: "rerun", at: keyOf(tree, thread, name, more.lane) }),
  direct: (graph, tree) => graph.invoke(null, configOf(tree, thread, name, more.lane)),
  ...more,
});

interface ForkSettings extends Partial<VerbCase> {
  readonly values: Record<string, unknown>;
  readonly replace?: readonly string[];
  readonly asNode: string | null;
  readonly lane?: string;
}

const fork = (what: string, thread: string, name: string, settings: ForkSettings): VerbCase => {
  const { values, replace = [], asNode, lane } = settings;
  return {
    what,
    thread,
    verb: (tree) => ({
      kind: "fork",
      at: keyOf(tree, thread, name, lane),
      values: JSON.stringify(values),
      replace,
      asNode,
    }),
    async direct(graph, tree) {
      const written = Object.fromEntries(
        Object.entries(values).map(([channel, value]) => [
          channel,
          replace.includes(channel) ? new Overwrite(value) : value,
        ]),
      );
      const forked = await graph.updateState(configOf(tree, thread, name, lane), written, asNode ?? undefined);
      return graph.invoke(null, forked);
    },
    ...settings,
  };
};

const resume = (
  what: string,
  thread: string,
  name: string,
  answer: (tree: ForkTree) => unknown,
  more: Partial<VerbCase> = {},
): VerbCase => ({
  what,
  thread,
  verb: (tree) => ({ kind: "resume", at: keyOf(tree, thread, name), answer: JSON.stringify(answer(tree)) }),
  direct: (graph, tree) => graph.invoke(new Command({ resume: answer(tree) }), configOf(tree, thread, name)),
  ...more,
});

export const verbCases = (questionIds: (thread: string) => readonly string[]): readonly VerbCase[] => [
  rerun("from the middle", "row-rerun", "s1·a"),
  rerun("from the input", "row-input", "s-1·a"),
  rerun("at an end that is not the latest, which runs nothing but writes", "row-old-end", "s3·a"),
  rerun("at a fork, which needs no copy of itself", "row-twice", "s2·b"),
  rerun("where a question was answered: it is asked again", "ask-answered", "s1·a"),
  rerun("before a question that was answered", "ask-before", "s0·a"),
  rerun("at an end that failed: with its id, what had finished runs too", "fan-head", "s1·a", { besides: ["z"] }),
  rerun("before an end that failed", "fan-before", "s0·a", { besides: ["z"] }),
  rerun("of a subgraph that has its own checkpointer", "own-rerun", "s1·a", { lane: "s", subgraphs: ["s"] }),
  rerun("of a graph with a subgraph in it", "sub-rerun", "s0·a", { subgraphs: ["s"], besides: ["x", "y", "z"] }),

  fork("as the node that wrote it", "row-fork", "s1·a", { values: { n: 7, log: ["edited"] }, asNode: "a" }),
  fork("as LangGraph finds it", "row-found", "s2·a", { values: { n: 7 }, asNode: null }),
  fork("at a copy that a replay wrote", "row-copied-step", "s2·b", { values: { n: 7 }, asNode: null }),
  fork("past the reducer", "row-replace", "s1·a", { values: { log: ["only"] }, replace: ["log"], asNode: "a" }),
  fork("as another node", "row-other", "s1·a", { values: { n: 1 }, asNode: "b" }),
  fork("as the input", "row-start", "s0·a", { values: { log: ["in"] }, asNode: "__start__" }),
  fork("at the end", "row-end", "s3·a", { values: { n: 3 }, asNode: "c" }),
  fork("where two nodes wrote", "fan-fork", "s2·a", { values: { n: 1 }, asNode: "p", besides: ["z"] }),
  fork("at an end that waits", "ask-fork", "s1·a", { values: { n: 2 }, asNode: "a" }),
  fork("inside a subgraph that has its own checkpointer", "own-fork", "s2·a", {
    ...{ values: { log: ["edited"] }, asNode: "y", lane: "s", subgraphs: ["s"] },
  }),
  {
    ...fork("inside a subgraph that waits", "deep-fork", "s1·a", { values: { log: ["me"] }, asNode: "y", lane: "s" }),
    besides: ["z", "b"],
    async direct(graph, tree) {
      await graph.updateState(configOf(tree, "deep-fork", "s1·a", "s"), { log: ["me"] }, "y");
      return graph.invoke(null, root("deep-fork"));
    },
  },

  resume("at the end", "ask-resume", "s1·a", () => ({ sure: "yes" }), { besides: ["c"] }),
  resume("at the end, where what had finished is kept", "half-resume", "s1·a", () => "q", {
    direct: (graph) => graph.invoke(new Command({ resume: "q" }), root("half-resume")),
    besides: ["z"],
  }),
  resume("at an end that is not the latest, where what had finished runs again", "half-old", "s1·a", () => "q", {
    besides: ["z"],
  }),
  resume("at an end that is not the latest", "ask-old", "s1·a", () => "late", { besides: ["c"] }),
  resume(
    "with an answer for each of two questions",
    "two-resume",
    "s1·a",
    () => answers(questionIds("two-resume"), ["x", "y"]),
    {
      direct: (graph) =>
        graph.invoke(new Command({ resume: answers(questionIds("two-resume"), ["x", "y"]) }), root("two-resume")),
      besides: ["z"],
    },
  ),
  resume(
    "with false, under the id of its question",
    "ask-false",
    "s1·a",
    () => answers(questionIds("ask-false"), [false]),
    {
      besides: ["c"],
    },
  ),

  {
    what: "continue after a failure: what had finished is kept",
    thread: "fan-continue",
    verb: () => ({ kind: "continue", thread: "fan-continue" }),
    direct: (graph) => graph.invoke(null, root("fan-continue")),
    besides: ["z"],
  },
  {
    what: "continue where a question waits: it is asked again",
    thread: "ask-continue",
    verb: () => ({ kind: "continue", thread: "ask-continue" }),
    direct: (graph) => graph.invoke(null, root("ask-continue")),
    writesNothing: true,
  },
  {
    what: "continue a finished thread: nothing runs, so it is not offered",
    thread: "row-finished",
    verb: () => ({ kind: "continue", thread: "row-finished" }),
    direct: (graph) => graph.invoke(null, root("row-finished")),
    writesNothing: true,
    blocked: "This thread is finished: nothing is next, so invoke(null) would run nothing.",
  },
  rerun("at the end of a finished thread, which is not offered", "row-last", "s3·a", {
    writesNothing: true,
    blocked: "Nothing is next here, and it is the latest: nothing would run, and nothing be written.",
  }),
  // All of the subgraph runs again, not only what follows.
  rerun("inside a subgraph without a checkpointer, which begins it anew and is not offered", "sub-inside", "s2·a", {
    lane: "s",
    besides: ["x", "y", "z", "b"],
    blocked:
      "This subgraph has no checkpointer of its own, so a run from here would begin it anew under another id. Re-run from s1·a instead, where it was called.",
  }),
  {
    what: "copy",
    thread: "row-copy",
    verb: () => ({ kind: "copy", thread: "row-copy", to: "row-copied" }),
    direct: (_, __, saver) => saver.copyThread("row-copy", "row-copied"),
  },
  {
    what: "delete",
    thread: "own-delete",
    verb: () => ({ kind: "delete", thread: "own-delete" }),
    direct: (_, __, saver) => saver.deleteThread("own-delete"),
  },
];

function answers(ids: readonly string[], given: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(ids.map((id, index) => [id, given[index]]));
}

/** Runs that leave each thread where its verb begins. */
export async function leaveThreads(graphOf: (thread: string) => any): Promise<void> {
  const run = (thread: string) =>
    graphOf(thread)
      .invoke({ log: ["go"] }, root(thread))
      .catch(() => undefined);
  const cases = verbCases(() => []);
  for (const { thread } of cases) await run(thread);
  const again = (thread: string, step: number) => replay(graphOf(thread), thread, step);
  await run("row-bystander");
  await again("row-old-end", 1);
  await again("row-twice", 1);
  await again("ask-old", 0);
  await again("half-old", 0);
  await again("row-copied-step", 1);
  for (const thread of ["ask-answered", "ask-before"])
    await graphOf(thread).invoke(new Command({ resume: "first" }), root(thread));
}

async function replay(graph: any, thread: string, step: number): Promise<void> {
  for await (const { metadata, config } of graph.getStateHistory(root(thread)))
    if (metadata.step === step) return void (await graph.invoke(null, config));
}
