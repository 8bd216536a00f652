// What verbs ask of a fork tree: where a checkpoint is, what ran after it, who wrote it. From the file alone, so always told
// as what happened the last time.
import { findNode, nodesOf } from "../inspect/find-node.ts";
import { namespaceAbove, type ForkTree, type NamespaceTree, type TreeNode } from "../inspect/fork-tree.ts";
import type { CheckpointKey } from "../inspect/saver-file.ts";

/** What is known of a run from here: tasks by step, and whether it is known how it ends. */
export interface KnownRun {
  readonly steps: readonly (readonly string[])[];
  /** How it ended the last time; "unknown": nothing after the last step is in the file; "unsaved": steps are missing. */
  readonly end: "finished" | "asked" | "unknown" | "unsaved";
}

/** All tasks that this checkpoint leads to, whether their results are stored or not. */
export function tasksOf({ row, isLatest }: TreeNode): readonly string[] {
  return isLatest ? [...row.next, ...row.finished].sort() : row.next;
}

/** The run that begins with these tasks of a checkpoint, as it went the last time. `asks`: one of them stops at a question. */
export function runFrom(start: TreeNode, tasks = tasksOf(start), asks = start.row.asked > 0): KnownRun {
  if (tasks.length === 0) return { steps: [], end: "finished" };
  if (asks) return { steps: [tasks], end: "asked" };
  const steps = [tasks];
  let node = lastRunOf(start);
  for (;;) {
    const after = node.children.find(({ row }) => row.source === "loop");
    if (!after) return { steps, end: "unknown" };
    if (skipsSteps(node, after)) return { steps, end: "unsaved" };
    const next = tasksOf(after);
    if (next.length === 0) return { steps, end: "finished" };
    steps.push(next);
    if (after.row.asked > 0) return { steps, end: "asked" };
    node = lastRunOf(after);
  }
}

/** With durability "exit" only the end of a run is saved, below the checkpoint that it began from. */
function skipsSteps(parent: TreeNode, { row }: TreeNode): boolean {
  return row.step !== null && parent.row.step !== null && row.step > parent.row.step + 1;
}

/** A replay begins with a copy, source "fork", that leads to the same tasks: the newest tells how they went the last time. */
function lastRunOf(start: TreeNode): TreeNode {
  let node = start;
  for (;;) {
    const newest = node.children.find(({ row }) => row.source === "loop" || row.source === "fork");
    if (newest?.row.source !== "fork" || tasksOf(newest).length === 0) return node;
    node = newest;
  }
}

/** The nodes whose step wrote this checkpoint; [] when the file does not tell. */
export function writersOf(node: TreeNode): readonly string[] {
  let written = node;
  while (written.row.source === "fork" && written.parent) written = written.parent;
  const { row, parent } = written;
  if (row.source === "input") return row.next.includes(START) ? [START] : [];
  if (row.source !== "loop" || !parent || skipsSteps(parent, written)) return [];
  return [...new Set(tasksOf(parent))];
}

/** The pseudo node whose work the input is. */
export const START = "__start__";

/** Every node of this graph that the file names, the input first. */
export function nodesNamed(found: NamespaceTree): readonly string[] {
  const names = new Set<string>();
  for (const { row } of nodesOf(found)) for (const name of [...row.next, ...row.finished]) names.add(name);
  return [...names].sort((left, right) => Number(right === START) - Number(left === START) || (left < right ? -1 : 1));
}

/** The newest checkpoint that this node wrote alone: what follows it is what follows the node. */
export function writtenBy(found: NamespaceTree, node: string): TreeNode | null {
  let newest: TreeNode | null = null;
  for (const each of nodesOf(found)) {
    const writers = writersOf(each);
    if (writers.length === 1 && writers[0] === node && (newest === null || each.row.id > newest.row.id)) newest = each;
  }
  return newest;
}

/** A subgraph without a checkpointer of its own has a namespace for each run: a part of it ends in the id of a task. */
export function isOfOneRun(namespace: string): boolean {
  return namespace.includes(":");
}

/** The checkpoints above one in a subgraph, the nearest first; null when one of them is not in the file. */
export function nodesAbove(tree: ForkTree, { row }: TreeNode): readonly TreeNode[] | null {
  const above: TreeNode[] = [];
  for (let namespace = namespaceAbove(row.namespace); namespace !== null; namespace = namespaceAbove(namespace)) {
    const id = Object.hasOwn(row.parents, namespace) ? row.parents[namespace] : undefined;
    const node = id === undefined ? null : findNode(tree, { thread: row.thread, namespace, id });
    if (!node) return null;
    above.push(node);
  }
  return above;
}

/** Inside a subgraph that stopped in the middle, and is gone on with when the thread is. */
export function isWithinPausedRun(tree: ForkTree, at: CheckpointKey): boolean {
  if (!isOfOneRun(at.namespace)) return false;
  const node = findNode(tree, at);
  const above = node && nodesAbove(tree, node);
  return !!above && [node, ...above].every(({ isLatest, row }) => isLatest && row.next.length > 0);
}
