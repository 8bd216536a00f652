// Folds a fork tree to what is shown of it: a turn into one card, many siblings into "+ n more". No positions and no DOM.
import { keyOf } from "./find-node.ts";
import type { ForkTree, NamespaceTree, TreeNode } from "./fork-tree.ts";
import type { CheckpointRow } from "./read-checkpoints.ts";
import type { CheckpointKey } from "./saver-file.ts";

/** One card for each turn; each checkpoint of the graph itself; or those of its subgraphs too. */
export type Granularity = "turns" | "steps" | "everything";

export interface Fold {
  readonly granularity: Granularity;
  /** Keys of turns that are shown the other way round than the granularity says. */
  readonly turned: ReadonlySet<string>;
  /** Keys of "+ n more" cards that were opened. */
  readonly opened: ReadonlySet<string>;
  /** Checkpoints that no "+ n more" may hide, besides those that lead to the latest. */
  readonly kept: readonly CheckpointKey[];
}

export interface Card {
  /** Unlike any other of the tree, and the same as long as its first checkpoint is shown. */
  readonly key: string;
  /** "more" stands for siblings that are not shown, or, when it was opened, for closing them again. */
  readonly kind: "checkpoint" | "turn" | "more";
  /** Oldest first: one, or those of a folded turn. Of "more" the siblings that it hides, newest first. */
  readonly nodes: readonly TreeNode[];
  /** On the first card of a turn of several checkpoints: what folds and unfolds it. */
  readonly turn: { readonly isFolded: boolean; readonly steps: number } | null;
  readonly parent: Card | null;
  /** Newest first. */
  readonly children: readonly Card[];
}

export interface FoldedScope {
  readonly thread: string;
  /** "" for the graph itself. */
  readonly namespace: string;
  readonly lane: string;
  /** Of a subgraph: the card from which it was called. Null when that is not in the file. */
  readonly anchor: Card | null;
  /** Newest first. */
  readonly roots: readonly Card[];
}

export interface FoldedThread {
  readonly thread: string;
  /** Each after the one that holds its anchor. */
  readonly scopes: readonly FoldedScope[];
}

export interface FoldedTree {
  readonly granularity: Granularity;
  readonly threads: readonly FoldedThread[];
  /** By `keyText`: the card that shows a checkpoint; none for one that is hidden. */
  readonly cardOf: ReadonlyMap<string, Card>;
}

/** So many siblings are shown before the rest becomes "+ n more". */
export const MOST_SIBLINGS = 6;

/** From so many checkpoints on, a file is shown by turns at first. */
export const MANY_CHECKPOINTS = 150;

type Draft = Omit<Card, "children"> & { readonly children: Draft[] };

export function foldTree(tree: ForkTree, fold: Fold): FoldedTree {
  const cardOf = new Map<string, Card>();
  const threads = tree.threads.map(({ thread, namespaces }) => ({
    thread,
    scopes: foldThread(namespaces, fold, cardOf),
  }));
  return { granularity: fold.granularity, threads, cardOf };
}

/** What a tree is shown by when nobody has chosen. `before` = what it was until now; it does not change for one more row. */
export function chooseGranularity(tree: ForkTree, before: Granularity | null): Granularity {
  const many = before === null ? MANY_CHECKPOINTS : 2 * MANY_CHECKPOINTS;
  if (before === "turns" || countCheckpoints(tree) > many) return "turns";
  return tree.threads.some(({ namespaces }) => namespaces.length > 1) ? "everything" : "steps";
}

/** Writes that a card tells of: those that no later checkpoint has taken in, and with everything also those that one has. */
export function toldWrites({ children, row }: TreeNode, granularity: Granularity): number {
  return children.length === 0 || granularity === "everything" ? row.pendingWrites : 0;
}

/** What its tasks threw; without those that were only told to stop because another one had failed. */
export function ownErrors({ errors }: CheckpointRow): readonly string[] {
  const own = errors.filter((error) => !error.startsWith("AbortError"));
  return own.length > 0 ? own : errors;
}

export function countCheckpoints(tree: ForkTree): number {
  let count = 0;
  for (const { namespaces } of tree.threads)
    for (const { roots } of namespaces) {
      const waiting = [...roots];
      for (let node = waiting.pop(); node; node = waiting.pop()) {
        count += 1;
        for (const child of node.children) waiting.push(child);
      }
    }
  return count;
}

/** A checkpoint's key as one text, for maps. */
export function keyText({ thread, namespace, id }: CheckpointKey): string {
  return JSON.stringify([thread, namespace, id]);
}

function foldThread(namespaces: readonly NamespaceTree[], fold: Fold, cardOf: Map<string, Card>): FoldedScope[] {
  const own = namespaces.filter(({ namespace }) => namespace === "");
  const chosen = fold.granularity === "everything" || own.length === 0 ? byDepth(namespaces) : own;
  const hidden = new Set<string>();
  const scopes: FoldedScope[] = [];
  for (const scope of chosen) {
    const anchor = scope.anchor && (cardOf.get(keyText(scope.anchor)) ?? null);
    if (isHidden(scope.anchor, anchor, hidden)) {
      hidden.add(scope.namespace);
      continue;
    }
    const { thread, namespace, lane } = scope;
    scopes.push({ thread, namespace, lane, anchor, roots: foldScope(scope, fold, cardOf, hidden) });
  }
  return scopes;
}

/** A namespace is above another when it has fewer names: an anchor is folded before what hangs on it. */
function byDepth(namespaces: readonly NamespaceTree[]): NamespaceTree[] {
  const depth = ({ namespace }: NamespaceTree) => (namespace === "" ? 0 : namespace.split("|").length);
  return [...namespaces].sort((left, right) => depth(left) - depth(right));
}

/** What was called from inside a folded turn, or from a branch or a subgraph that is not shown, is not shown either. */
function isHidden(anchor: CheckpointRow | null, card: Card | null, hidden: ReadonlySet<string>): boolean {
  if (!anchor) return false;
  if (card) return card.kind !== "checkpoint";
  return hidden.has(anchor.namespace) || hidden.has(keyText(anchor));
}

/** `hidden` takes the checkpoints that are behind "+ n more". Without recursion: a lineage can be thousands long. */
function foldScope(scope: NamespaceTree, fold: Fold, cardOf: Map<string, Card>, hidden: Set<string>): Card[] {
  const kept = findKept(scope, fold.kept);
  const roots: Draft[] = [];
  const waiting: { siblings: readonly TreeNode[]; parent: Draft | null }[] = [{ siblings: scope.roots, parent: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { siblings, parent } = next;
    const into = parent ? parent.children : roots;
    const moreKey = JSON.stringify(["more", scope.thread, scope.namespace, parent?.key ?? ""]);
    const isOpened = fold.opened.has(moreKey);
    const { shown, rest } = capSiblings(siblings, kept);
    for (const first of isOpened ? siblings : shown) {
      const card = toCard(first, parent, fold);
      into.push(card);
      for (const node of card.nodes) cardOf.set(keyText(keyOf(node)), card);
      const { children } = card.nodes.at(-1)!;
      if (children.length > 0) waiting.push({ siblings: children, parent: card });
    }
    if (rest.length === 0) continue;
    into.push({ key: moreKey, kind: "more", nodes: isOpened ? [] : rest, turn: null, parent, children: [] });
    if (!isOpened) for (const node of withDescendants(rest)) hidden.add(keyText(keyOf(node)));
  }
  return roots;
}

function toCard(first: TreeNode, parent: Draft | null, { granularity, turned }: Fold): Draft {
  const key = keyText(keyOf(first));
  const steps = beginsTurn(first) ? restOfTurn(first) : [first];
  const isFolded = steps.length > 1 && (granularity === "turns") !== turned.has(key);
  return {
    key,
    kind: isFolded ? "turn" : "checkpoint",
    nodes: isFolded ? steps : [first],
    turn: steps.length > 1 ? { isFolded, steps: steps.length } : null,
    parent,
    children: [],
  };
}

/** A branch begins a card of its own, so that a fork from the middle of a turn is seen where it is. */
function beginsTurn({ parent, turn }: TreeNode): boolean {
  return !parent || parent.turn !== turn || parent.children.length > 1;
}

function restOfTurn(first: TreeNode): TreeNode[] {
  const steps = [first];
  for (let node = first; node.children.length === 1 && !beginsTurn(node.children[0]!); node = node.children[0]!)
    steps.push(node.children[0]!);
  return steps;
}

function capSiblings(siblings: readonly TreeNode[], kept: ReadonlySet<TreeNode>) {
  const staysShown = (node: TreeNode, index: number) => index < MOST_SIBLINGS || node.leadsToLatest || kept.has(node);
  const rest = siblings.filter((node, index) => !staysShown(node, index));
  // "+ 1 more" would take the room of the one that it hides.
  if (rest.length < 2) return { shown: siblings, rest: [] };
  return { shown: siblings.filter(staysShown), rest };
}

/** The checkpoints that are to be kept, with all that they come from. */
function findKept({ thread, namespace, roots }: NamespaceTree, keys: readonly CheckpointKey[]): Set<TreeNode> {
  const kept = new Set<TreeNode>();
  const ids = new Set(keys.filter((key) => key.thread === thread && key.namespace === namespace).map(({ id }) => id));
  if (ids.size === 0) return kept;
  for (const found of withDescendants(roots))
    if (ids.has(found.row.id)) for (let node: TreeNode | null = found; node; node = node.parent) kept.add(node);
  return kept;
}

function* withDescendants(nodes: readonly TreeNode[]): Iterable<TreeNode> {
  const waiting = [...nodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const child of node.children) waiting.push(child);
  }
}
