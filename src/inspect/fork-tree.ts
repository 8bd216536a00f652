// From rows to the tree that the lab draws: by parent, newest branch first, one short name for each checkpoint.
import { CLOSES_CIRCLE, type FindById, explainDangling } from "./explain-dangling.ts";
import { type LinkedRow, linkParents } from "./link-parents.ts";
import { nameCheckpoints } from "./name-checkpoints.ts";
import type { CheckpointRow } from "./read-checkpoints.ts";

export interface ForkTree {
  /** The thread that was written to last comes first. */
  readonly threads: readonly ThreadTree[];
}

export interface ThreadTree {
  readonly thread: string;
  /** The graph itself ("") first, then its subgraphs by lane, and of one lane the newest first. */
  readonly namespaces: readonly NamespaceTree[];
}

export interface NamespaceTree {
  readonly thread: string;
  readonly namespace: string;
  /** The namespace without the ids of tasks: "research|search" for "research:1f0…|search:2c1…"; "" for the graph itself. */
  readonly lane: string;
  /** Of a subgraph: the checkpoint of the namespace above during whose next step it last ran. Null when it is not in the file. */
  readonly anchor: CheckpointRow | null;
  /** Checkpoints without a parent in this file, newest first. */
  readonly roots: readonly TreeNode[];
  /** What getState() without a checkpoint_id reads. */
  readonly latest: TreeNode;
}

export interface TreeNode {
  readonly row: CheckpointRow;
  /** "s2·b"; unlike any other of its namespace. */
  readonly name: string;
  readonly parent: TreeNode | null;
  /** Newest first. */
  readonly children: readonly TreeNode[];
  /** Counted along its lineage from 1: a turn begins with an input, a fork or an update. */
  readonly turn: number;
  readonly isLatest: boolean;
  /** It is the latest, or an ancestor of it. */
  readonly leadsToLatest: boolean;
  /** Why its parent is not above it, in words; null when it has none, or the parent is there. */
  readonly danglingBecause: string | null;
}

type Growing = { -readonly [Key in keyof TreeNode]: TreeNode[Key] } & { children: Growing[]; parent: Growing | null };

/** In linear time but for sorting, without recursion. Whatever the rows say gives a tree in which each stands once. */
export function forkTree(rows: readonly CheckpointRow[]): ForkTree {
  const names = nameCheckpoints(rows);
  const byId = Map.groupBy(rows, ({ id }) => id);
  const findById: FindById = (id) => byId.get(id) ?? [];
  const threads = [...Map.groupBy(rows, ({ thread }) => thread)].map(([thread, ofThread]) => ({
    thread,
    namespaces: growNamespaces(ofThread, names, findById),
  }));
  return { threads: threads.sort((left, right) => newestFirst(lastOf(left), lastOf(right))) };
}

/** The namespace without the ids of tasks. A node's name has no colon. */
export function laneOf(namespace: string): string {
  return namespace
    .split("|")
    .map((part) => part.replace(/:.*/s, ""))
    .join("|");
}

/** The one before the last "|"; null for the graph itself. */
export function namespaceAbove(namespace: string): string | null {
  if (namespace === "") return null;
  const end = namespace.lastIndexOf("|");
  return end === -1 ? "" : namespace.slice(0, end);
}

type Names = ReadonlyMap<CheckpointRow, string>;

function growNamespaces(ofThread: readonly CheckpointRow[], names: Names, findById: FindById): NamespaceTree[] {
  const trees = [...Map.groupBy(ofThread, ({ namespace }) => namespace).values()].map((ofNamespace) => {
    const sorted = [...ofNamespace].sort(newestFirst);
    const nodes = growNodes(linkParents(sorted), names, findById);
    const { thread, namespace } = sorted[0]!;
    return {
      thread,
      namespace,
      lane: laneOf(namespace),
      anchor: anchorOf(sorted[0]!, findById),
      roots: nodes.filter(({ parent }) => parent === null),
      latest: nodes[0]!,
    };
  });
  return trees.sort(
    (left, right) => compareTexts(left.lane, right.lane) || newestFirst(left.latest.row, right.latest.row),
  );
}

/** In the order of `linked`, which is newest first. */
function growNodes(linked: readonly LinkedRow[], names: Names, findById: FindById): Growing[] {
  const nodes = new Map<LinkedRow, Growing>();
  const waiting = linked.filter(({ parent }) => parent === null);
  // Parents before their children, whatever their ids say.
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    const parent = each.parent === null ? null : nodes.get(each.parent)!;
    nodes.set(each, {
      row: each.row,
      name: names.get(each.row)!,
      parent,
      children: [],
      turn: (parent?.turn ?? 0) + (parent === null || beginsTurn(each.row) ? 1 : 0),
      isLatest: each === linked[0],
      leadsToLatest: false,
      danglingBecause: reasonOf(each, findById),
    });
    for (const child of each.children) waiting.push(child);
  }
  for (const [each, node] of nodes) node.children = each.children.map((child) => nodes.get(child)!);
  for (let node = nodes.get(linked[0]!) ?? null; node !== null; node = node.parent) node.leadsToLatest = true;
  return linked.map((each) => nodes.get(each)!);
}

function reasonOf({ row, parent, closesCircle }: LinkedRow, findById: FindById): string | null {
  if (closesCircle) return CLOSES_CIRCLE;
  return row.parent === null || parent !== null ? null : explainDangling(row, findById);
}

const TURN_SOURCES = ["input", "fork", "update"];

function beginsTurn({ source }: CheckpointRow): boolean {
  return source !== null && TURN_SOURCES.includes(source);
}

/** By what the row itself says of the namespaces above it. */
function anchorOf({ thread, namespace, parents }: CheckpointRow, findById: FindById): CheckpointRow | null {
  // A second subgraph that one task calls is "node:task|1", and no checkpoint stands at "node:task" for it.
  for (let above = namespaceAbove(namespace); above !== null; above = namespaceAbove(above)) {
    const id = Object.hasOwn(parents, above) ? parents[above]! : undefined;
    if (id === undefined) continue;
    return findById(id).find((row) => row.thread === thread && row.namespace === above) ?? null;
  }
  return null;
}

function lastOf({ namespaces }: ThreadTree): CheckpointRow {
  return namespaces.map(({ latest }) => latest.row).reduce((last, row) => (newestFirst(last, row) > 0 ? row : last));
}

/** By id: ids sort by creation, and it is how LangGraph tells which is the latest. */
function newestFirst(left: CheckpointRow, right: CheckpointRow): number {
  return compareTexts(right.id, left.id) || compareTexts(left.thread, right.thread);
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
