// Where each card stands: threads side by side, in each its own tree and then its subgraphs' lanes. No DOM here.
// Lengths are pixels at a root font size of 16; the element scales them.
import { hierarchy, type HierarchyNode, tree as tidyTree } from "d3-hierarchy";
import {
  type Card,
  type FoldedScope,
  type FoldedThread,
  type FoldedTree,
  type Granularity,
  toldWrites,
} from "../../../inspect/fold-tree.ts";

export const SIZES = {
  card: 176,
  /** From the top of one row to the top of the next. */
  row: 106,
  /** A card without badges, and one with them. */
  plain: 56,
  badged: 80,
  besideCard: 22,
  betweenRoots: 40,
  betweenLanes: 56,
  betweenThreads: 84,
  /** Around everything. */
  margin: 24,
  /** Above the first row: what a dangling parent says stands there. */
  reason: 56,
} as const;

export interface PlacedCard {
  readonly card: Card;
  readonly scope: FoldedScope;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly row: number;
  /** From 1, along its lineage. */
  readonly level: number;
  /** From 0: in the order of the tree-grid's rows, a parent before its children. */
  readonly index: number;
  /** From 1, among its siblings. */
  readonly position: number;
  readonly siblings: number;
  readonly parent: PlacedCard | null;
}

/** What stands above one thread, or above one lane of subgraphs. */
export interface Column {
  readonly kind: "thread" | "lane";
  readonly name: string;
  readonly x: number;
  readonly width: number;
}

/** The frame around one run of a subgraph. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly anchor: PlacedCard | null;
  readonly first: PlacedCard;
}

export interface Layout {
  /** In the order of their index. */
  readonly cards: readonly PlacedCard[];
  readonly byKey: ReadonlyMap<string, PlacedCard>;
  /** Cards by row, each row from left to right. */
  readonly rows: readonly (readonly PlacedCard[])[];
  readonly columns: readonly Column[];
  readonly frames: readonly Frame[];
  readonly width: number;
  readonly height: number;
}

interface Spot {
  readonly card: Card;
  readonly x: number;
  readonly row: number;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

/** Cards of one scope, from its own left edge and its own first row. */
interface Block {
  readonly scope: FoldedScope;
  readonly spots: readonly Spot[];
  readonly width: number;
  readonly rows: number;
}

const step = SIZES.card + SIZES.besideCard;
const layOut = tidyTree<Card>()
  .nodeSize([step, 1])
  .separation(() => 1);

export function layoutTree({ threads, granularity }: FoldedTree): Layout {
  const cards: PlacedCard[] = [];
  const byKey = new Map<string, PlacedCard>();
  const columns: Column[] = [];
  const frames: Frame[] = [];
  const top = SIZES.margin + (threads.some(hasReason) ? SIZES.reason : 0);

  const place = (block: Block, x: number, fromRow: number): void => {
    for (const { card, ...spot } of block.spots) {
      const row = fromRow + spot.row;
      const placed = {
        ...spot,
        card,
        scope: block.scope,
        x: x + spot.x,
        y: top + row * SIZES.row,
        height: hasBadges(card, granularity) ? SIZES.badged : SIZES.plain,
        row,
        index: cards.length,
        parent: card.parent && byKey.get(card.parent.key)!,
      };
      cards.push(placed);
      byKey.set(card.key, placed);
    }
  };

  let x: number = SIZES.margin;
  for (const thread of threads) {
    const from = x;
    for (const lane of lanesOf(thread)) {
      const width = placeLane(lane, x, byKey, place, frames);
      if (lane.name !== "") columns.push({ kind: "lane", name: lane.name, x, width });
      x += width + SIZES.betweenLanes;
    }
    columns.push({ kind: "thread", name: thread.thread, x: from, width: x - SIZES.betweenLanes - from });
    x += SIZES.betweenThreads - SIZES.betweenLanes;
  }
  const rows = byRow(cards);
  return {
    cards,
    byKey,
    rows,
    columns,
    frames,
    width: x - SIZES.betweenThreads + SIZES.margin,
    height: top + rows.length * SIZES.row + SIZES.margin,
  };
}

export function hasBadges({ kind, nodes }: Card, granularity: Granularity): boolean {
  if (kind === "more") return false;
  return nodes.some(
    (node) => node.row.interrupts > 0 || node.row.errors.length > 0 || toldWrites(node, granularity) > 0,
  );
}

interface Lane {
  readonly name: string;
  readonly scopes: readonly FoldedScope[];
}

/** The graph's own tree, whose name is "", and then one lane for each kind of subgraph. */
function lanesOf({ scopes }: FoldedThread): Lane[] {
  return [...Map.groupBy(scopes, ({ lane }) => lane)].map(([name, list]) => ({ name, scopes: list }));
}

/** Gives the width. Runs of one subgraph stand below each other where there is room, else side by side. */
function placeLane(
  { name, scopes }: Lane,
  x: number,
  byKey: ReadonlyMap<string, PlacedCard>,
  place: (block: Block, x: number, fromRow: number) => void,
  frames: Frame[],
): number {
  const blocks = scopes.map(layoutScope);
  const cell = blocks.reduce((most, { width }) => Math.max(most, width), 0) + SIZES.besideCard;
  const called = blocks.map((block) => {
    const anchor = block.scope.anchor ? (byKey.get(block.scope.anchor.key) ?? null) : null;
    return { block, anchor, fromRow: anchor?.row ?? 0 };
  });
  // The lowest first: so the line to one further right passes above the frames that are left of it.
  called.sort((left, right) => right.fromRow - left.fromRow);
  const tops: number[] = [];
  for (const { block, anchor, fromRow } of called) {
    const free = tops.findIndex((top) => fromRow + block.rows <= top);
    const cellIndex = free === -1 ? tops.length : free;
    tops[cellIndex] = fromRow;
    place(block, x + cellIndex * cell, fromRow);
    const first = byKey.get(block.scope.roots[0]?.key ?? "");
    if (name !== "" && first) frames.push(frameAround(block, x + cellIndex * cell, first, anchor));
  }
  return tops.length * cell - SIZES.besideCard;
}

function frameAround({ width, rows }: Block, x: number, first: PlacedCard, anchor: PlacedCard | null): Frame {
  const around = 9;
  return {
    x: x - around,
    y: first.y - around,
    width: width + 2 * around,
    height: rows * SIZES.row - (SIZES.row - SIZES.badged) + 2 * around,
    anchor,
    first,
  };
}

/** Each root with what comes of it, side by side; one whose parent is not in the file stands at the height of its step. */
function layoutScope(scope: FoldedScope): Block {
  const shapes = scope.roots.map((root, index) => layoutRoot(root, index + 1, scope.roots.length));
  const tallest = shapes.reduce((most, shape) => Math.max(most, shape.rows), 1);
  const firstStep = scope.roots.reduce((least, root) => Math.min(least, stepOf(root) ?? Infinity), Infinity);
  const spots: Spot[] = [];
  let x = 0;
  let rows = 0;
  scope.roots.forEach((root, index) => {
    const shape = shapes[index]!;
    const lower = Math.min((stepOf(root) ?? firstStep) - firstStep, tallest);
    const down = root.nodes[0]?.danglingBecause != null && Number.isFinite(lower) ? Math.round(lower) : 0;
    for (const spot of shape.spots) spots.push({ ...spot, x: spot.x + x, row: spot.row + down });
    x += shape.width + SIZES.betweenRoots;
    rows = Math.max(rows, shape.rows + down);
  });
  return { scope, spots, width: Math.max(SIZES.card, x - SIZES.betweenRoots), rows };
}

function layoutRoot(root: Card, position: number, siblings: number): { spots: Spot[]; width: number; rows: number } {
  const laidOut = layOut(toHierarchy(root));
  let least = Infinity;
  let most = -Infinity;
  laidOut.each(({ x }) => {
    least = Math.min(least, x);
    most = Math.max(most, x);
  });
  const positions = new Map([[root, { position, siblings }]]);
  const spots: Spot[] = [];
  let rows = 0;
  laidOut.eachBefore(({ data: card, x, depth, children = [] }) => {
    children.forEach((child, index) => positions.set(child.data, { position: index + 1, siblings: children.length }));
    spots.push({ card, x: Math.round(x - least), row: depth, level: depth + 1, ...positions.get(card)! });
    rows = Math.max(rows, depth + 1);
  });
  return { spots, width: most - least + SIZES.card, rows };
}

type Linked = HierarchyNode<Card> & { depth: number; parent: Linked | null; children?: Linked[] };

/** Node by node: on a whole line, `hierarchy` goes back to its beginning for each of its nodes, to count heights. */
function toHierarchy(root: Card): HierarchyNode<Card> {
  const alone = (card: Card) => hierarchy(card, () => null) as Linked;
  const top = alone(root);
  const waiting = [top];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const { data, depth } = node;
    if (data.children.length === 0) continue;
    node.children = data.children.map((card) => Object.assign(alone(card), { parent: node, depth: depth + 1 }));
    waiting.push(...node.children);
  }
  return top;
}

function byRow(cards: readonly PlacedCard[]): PlacedCard[][] {
  const rows: PlacedCard[][] = [];
  for (const placed of cards) (rows[placed.row] ??= []).push(placed);
  for (let row = 0; row < rows.length; row += 1) (rows[row] ??= []).sort((left, right) => left.x - right.x);
  return rows;
}

function stepOf({ nodes }: Card): number | null {
  return nodes[0]?.row.step ?? null;
}

function hasReason({ scopes }: FoldedThread): boolean {
  return scopes.some(({ roots }) => roots.some(({ nodes }) => nodes[0]?.danglingBecause != null));
}
