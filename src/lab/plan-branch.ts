// What Re-run and Edit and fork will do at a checkpoint: which nodes run, and what is written first.
import { findNamespace, findNode } from "../inspect/find-node.ts";
import type { ForkTree, TreeNode } from "../inspect/fork-tree.ts";
import type { Verb } from "./model.ts";
import { blocked, named, nodesOfRun, saysEnd, saysRun, short, type Told } from "./plan-words.ts";
import { NotJson, parseJson } from "./verb-literal.ts";
import {
  isOfOneRun,
  isWithinPausedRun,
  type KnownRun,
  nodesAbove,
  runFrom,
  tasksOf,
  writersOf,
  writtenBy,
} from "./verb-tree.ts";

export const NOT_THERE = "This checkpoint is not in the file any more.";

export function planRerun({ at }: Verb & { kind: "rerun" }, tree: ForkTree): Told {
  const node = findNode(tree, at);
  if (!node) return blocked(NOT_THERE);
  const unreachable = whyUnreachable(node, tree, "Re-run from");
  if (unreachable !== null) return blocked(unreachable);
  const copies = writesCopy(node);
  if (tasksOf(node).length === 0) return planNothing(node, copies);

  // At the end of a thread nothing is replayed, so an answer that was given there still counts.
  const asks = isInPlace(node) ? node.row.interrupts > 0 : node.row.asked > 0;
  const run = throughGraphsAbove(runFrom(node, tasksOf(node), asks), node, tree);
  const again = nodesOfRun(run);
  const ranBefore = node.children.length > 0 || node.row.pendingWrites > 0;
  return {
    says: saysRun(again, ranBefore ? "again" : ""),
    notes: [saysEnd(run), saysWritten(node, copies), ...saysFinished(node)],
    again,
    blocked: null,
  };
}

export function planFork(verb: Verb & { kind: "fork" }, tree: ForkTree): Told {
  const { at, values, asNode } = verb;
  const node = findNode(tree, at);
  if (!node) return blocked(NOT_THERE);
  const paused = isWithinPausedRun(tree, at);
  const unreachable = paused ? null : whyUnreachable(node, tree, "Edit and fork at");
  const wrong = unreachable ?? valuesProblem(values);
  if (wrong !== null) return blocked(wrong);
  const writers = writersOf(node);
  if (asNode === null && writers.length > 1)
    return blocked(
      `${named(writers)} wrote this checkpoint together, so LangGraph cannot tell whose work your edit is. Choose a node.`,
    );

  const written = `First it writes a checkpoint with your edit below ${node.name} (source “update”). The old branch stays as it is; the end of the new one is what the thread is now.`;
  const start = startOf(node, asNode, tree);
  if (!start)
    return {
      says: `Runs what follows ${short(asNode ?? "the node that wrote last")}.`,
      notes: ["No run in this file tells which nodes that is.", written],
      again: [],
      blocked: null,
    };
  const run = paused ? runFrom(start) : throughGraphsAbove(runFrom(start), node, tree);
  const again = nodesOfRun(run);
  const nothing = run.steps.length === 0;
  return {
    says: nothing ? `Runs nothing: no node follows ${short(asNode ?? "here")}.` : saysRun(again, "again"),
    notes: [...(nothing ? [] : [saysEnd(run)]), written],
    again,
    blocked: null,
  };
}

/** The checkpoint from which the run of a fork is known: this one, or the last that the node wrote alone. */
function startOf(node: TreeNode, asNode: string | null, tree: ForkTree): TreeNode | null {
  const writers = writersOf(node);
  if (asNode === null) return writers.length === 1 ? node : null;
  if (writers.length === 1 && writers[0] === asNode) return node;
  const found = findNamespace(tree, node.row.thread, node.row.namespace);
  return found && writtenBy(found, asNode);
}

function valuesProblem(values: string): string | null {
  try {
    const parsed = parseJson(values);
    const isState = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isState ? null : "The edit has to be an object, with one key for each channel.";
  } catch (error) {
    if (error instanceof NotJson) return `The edit is no JSON: ${error.message}`;
    throw error;
  }
}

/** Why LangGraph cannot begin at this checkpoint of a subgraph; null when it can. */
function whyUnreachable(node: TreeNode, tree: ForkTree, verb: string): string | null {
  const { namespace } = node.row;
  if (namespace === "") return null;
  const above = nodesAbove(tree, node);
  if (!above)
    return "LangGraph reaches a subgraph's checkpoint by way of the one above it, and that is not in this file.";
  if (!isOfOneRun(namespace)) return null;
  const outside = above.find(({ row }) => !isOfOneRun(row.namespace));
  return `This subgraph has no checkpointer of its own, so a run from here would begin it anew under another id. ${verb} ${outside?.name ?? "the graph above"} instead, where it was called.`;
}

/** A run inside a subgraph goes on in the graphs above it: what ran beside the subgraph there, and what came after. */
function throughGraphsAbove(inside: KnownRun, node: TreeNode, tree: ForkTree): KnownRun {
  let run = inside;
  let { namespace } = node.row;
  for (const above of nodesAbove(tree, node) ?? []) {
    const called = namespace.split("|").at(-1) ?? "";
    const outside = runFrom(above, without(tasksOf(above), called));
    const after = run.end === "finished" ? runFrom(above, tasksOf(above), false) : null;
    const beside = outside.steps[0] ?? [];
    run = {
      steps: [...run.steps, ...(beside.length > 0 ? [beside] : []), ...(after?.steps.slice(1) ?? [])],
      end: after?.end ?? run.end,
    };
    namespace = above.row.namespace;
  }
  return run;
}

function without(names: readonly string[], name: string): readonly string[] {
  const at = names.indexOf(name);
  return at === -1 ? names : names.toSpliced(at, 1);
}

function isInPlace({ isLatest, row }: TreeNode): boolean {
  return isLatest && row.namespace === "" && row.source !== "update" && row.source !== "fork";
}

/** Whether a replay begins by writing a copy, source "fork". */
function writesCopy(node: TreeNode): boolean {
  const { namespace, source } = node.row;
  return namespace !== "" || (!isInPlace(node) && source !== "update" && source !== "fork");
}

function planNothing({ isLatest }: TreeNode, copies: boolean): Told {
  if (!copies)
    return blocked(
      `Nothing is next here${isLatest ? ", and it is the latest" : ""}: nothing would run, and nothing be written.`,
    );
  return {
    says: "Runs nothing: no node is next here.",
    notes: [
      "LangGraph still writes a copy of it (source “fork”), which makes this state the latest of the thread again.",
    ],
    again: [],
    blocked: null,
  };
}

function saysWritten(node: TreeNode, copies: boolean): string {
  if (copies)
    return "First it writes a copy of this checkpoint (source “fork”), and what runs hangs from the copy. The old branch stays as it is.";
  if (isInPlace(node)) return "It is the end of the thread, so the run goes on from it, and no branch begins.";
  return "What runs hangs from this checkpoint, beside what is there.";
}

function saysFinished({ isLatest, row }: TreeNode): string[] {
  if (!isLatest || row.finished.length === 0 || row.next.length === 0) return [];
  return [`${named(row.finished)} had finished and runs again all the same. Continue would keep that result.`];
}
