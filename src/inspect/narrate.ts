// Says in a plain sentence what one checkpoint is: what wrote it, where "latest" went, what waits, what is next.
import { type Card, ownErrors } from "./fold-tree.ts";
import { type ForkTree, laneOf, type NamespaceTree, type TreeNode } from "./fork-tree.ts";

/** "s2·b, step 2, written by the graph after draft; next: send; latest". */
export function narrate(node: TreeNode, tree: ForkTree): string {
  return openNarrator(tree)(node);
}

/** For many checkpoints of one tree: what has to be known of the whole is found once. */
export function openNarrator(tree: ForkTree): (node: TreeNode) => string {
  const movedFrom = new Map<TreeNode, TreeNode>();
  for (const { namespaces } of tree.threads) for (const scope of namespaces) findMoves(scope, movedFrom);
  return (node) => sentence(node, movedFrom.get(node) ?? null);
}

/** A card of several checkpoints, or of those that are not shown. `say` = the narrator of its tree. */
export function narrateCard(card: Card, say: (node: TreeNode) => string): string {
  const { kind, nodes } = card;
  if (kind === "more") return nodes.length > 0 ? `${nodes.length} more branches, not shown` : "show fewer branches";
  const last = nodes.at(-1)!;
  if (kind === "checkpoint") return say(last);
  const begun = BEGUN[nodes[0]!.row.source ?? ""] ?? "";
  const before = nodes.slice(0, -1).flatMap((node) => waiting(node));
  return (
    [
      `turn ${last.turn}${begun}, ${nodes.length} steps, ${nodes[0]!.name} to ${last.name}`,
      ...before,
      ...waiting(last),
      nextOf(last),
      ...whereOf(last),
    ].join("; ") + whyDangling(nodes[0]!)
  );
}

/** "draft, send × 2 + 3 more": names that a program chose, in a length that can be read. */
export function listNames(names: readonly string[], most = 4): string {
  const times = [...Map.groupBy(names, (name) => name)].map(([name, { length }]) =>
    length > 1 ? `${shortName(name)} × ${length}` : shortName(name),
  );
  const shown = times.slice(0, most).join(", ");
  return times.length > most ? `${shown} + ${times.length - most} more` : shown;
}

/** One line of at most 60 characters, without those that turn the direction of what is written after them. */
export function shortName(name: string): string {
  const plain = name.slice(0, 200).replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, " ");
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

/** What a turn that begins with such a checkpoint was begun by. */
const BEGUN: Readonly<Record<string, string>> = {
  input: ", begun by an input",
  update: ", begun by an update",
  fork: ", begun by a fork",
};

function sentence(node: TreeNode, movedFrom: TreeNode | null): string {
  const { row, name, isLatest } = node;
  const moved = movedFrom && `“latest” moved here from ${movedFrom.name}`;
  return (
    [
      `${name}, ${stepOf(row.step)}, ${writtenBy(node)}`,
      ...(moved ? [isLatest ? moved : `when it was written, ${moved}`] : []),
      ...waiting(node),
      nextOf(node),
      ...whereOf(node),
    ].join("; ") + whyDangling(node)
  );
}

function stepOf(step: number | null): string {
  return step === null ? "step unknown" : `step ${String(step).replace("-", "−")}`;
}

function writtenBy({ row, parent }: TreeNode): string {
  const from = parent ? parent.name : null;
  switch (row.source) {
    case "input":
      return from ? `written when an input came, after ${from}` : "written when the first input came";
    case "update":
      return from ? `written by updateState() on ${from}` : "written by updateState()";
    case "fork":
      return `a copy${from ? ` of ${from}` : ""}, made to run again from there`;
    case "loop":
      return `written by the graph after ${whatRan(row.step, parent)}`;
    default:
      return "written by what this file does not tell";
  }
}

function whatRan(step: number | null, parent: TreeNode | null): string {
  const { next = [], step: before = null } = parent?.row ?? {};
  // With durability "exit" only the last checkpoint of a run is written: its parent is of the run before it.
  if (next.length === 0 || (step !== null && before !== null && step > before + 1))
    return "steps that are not in this file";
  const nodes = next.filter((node) => node !== "__start__");
  return nodes.length > 0 ? listNames(nodes) : "it took the input";
}

/** What stands beside the checkpoint: questions, errors, results that are kept. */
function waiting(node: TreeNode): string[] {
  const { row, children } = node;
  const { interrupts, pendingWrites } = row;
  const errors = ownErrors(row);
  const isOver = children.some((child) => child.row.source === "loop");
  const kept = keptResults(node);
  return [
    ...(interrupts > 0 ? [`waits for ${interrupts === 1 ? "an answer" : `${interrupts} answers`}`] : []),
    ...(errors.length > 0 ? [`failed ${isOver ? "at first " : ""}with ${listNames(errors, 2)}`] : []),
    ...(kept.length > 0 ? [`results of ${listNames(kept)} are kept`] : []),
    // What a later checkpoint has taken in does not wait any more.
    ...(pendingWrites > 0 && children.length === 0
      ? [`${pendingWrites} pending ${pendingWrites === 1 ? "write" : "writes"}`]
      : []),
  ];
}

/** Of a super-step that is done in part: the nodes that are not run again. */
function keptResults({ row: { next, finished }, isLatest }: TreeNode): readonly string[] {
  // Of the latest, `next` is what is still to run; of an older one, all that its step ran.
  if (isLatest) return next.length > 0 ? finished : [];
  const kept = finished.filter((node) => next.includes(node));
  return kept.length < next.length ? kept : [];
}

function nextOf({ row, isLatest }: TreeNode): string {
  if (row.next.length > 0) return `next: ${listNames(row.next)}`;
  // The latest is asked what is still to run: results that are stored beside it are not run again.
  return isLatest && row.finished.length > 0
    ? `next: nothing, results of ${listNames(row.finished)} are kept`
    : "next: nothing";
}

function whereOf({ row, isLatest }: TreeNode): string[] {
  return [
    ...(row.namespace === "" ? [] : [`in subgraph ${shortName(laneOf(row.namespace).replaceAll("|", " › "))}`]),
    ...(isLatest ? [row.namespace === "" ? "latest" : "the last of this run of it"] : []),
  ];
}

function whyDangling({ danglingBecause }: TreeNode): string {
  return danglingBecause === null ? "" : `. ${danglingBecause}`;
}

/** Checkpoints that were not written after their parent but elsewhere: by that, "latest" went from one branch to another. */
function findMoves({ roots }: NamespaceTree, movedFrom: Map<TreeNode, TreeNode>): void {
  const all: TreeNode[] = [];
  const todo = [...roots];
  for (let node = todo.pop(); node; node = todo.pop()) {
    all.push(node);
    for (const child of node.children) todo.push(child);
  }
  all.sort((left, right) => (left.row.id < right.row.id ? -1 : 1));
  all.forEach((node, index) => {
    const before = all[index - 1];
    if (before && before !== node.parent) movedFrom.set(node, before);
  });
}
