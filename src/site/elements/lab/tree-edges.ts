// The lines between cards as SVG path data: only what crosses the part that is drawn, in a few paths by what they say.
import { type Frame, type Layout, type PlacedCard, SIZES } from "./tree-layout.ts";

/** A part of the picture, in its pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Cards on the two lineages that stand out. */
export interface Lineages {
  readonly latest: ReadonlySet<PlacedCard>;
  readonly selected: ReadonlySet<PlacedCard>;
}

export interface EdgePaths {
  readonly plain: string;
  readonly latest: string;
  readonly selected: string;
  /** Towards parents that are not in the file. */
  readonly stubs: string;
  /** From a checkpoint to the subgraph that it called. */
  readonly calls: string;
  readonly frames: string;
}

export const EDGE_KINDS = ["frames", "calls", "selected", "plain", "latest", "stubs"] as const;

/** Cards in an area, row by row. */
export function cardsIn({ rows, cards }: Layout, area: Area): PlacedCard[] {
  const first = cards[0];
  if (!first) return [];
  const top = first.y - first.row * SIZES.row;
  const from = Math.max(0, Math.floor((area.top - top - SIZES.row) / SIZES.row));
  const to = Math.min(rows.length - 1, Math.ceil((area.bottom - top) / SIZES.row));
  const found: PlacedCard[] = [];
  for (let row = from; row <= to; row += 1)
    for (const card of rows[row]!) if (card.x + SIZES.card >= area.left && card.x <= area.right) found.push(card);
  return found;
}

export function edgePaths(layout: Layout, area: Area, { latest, selected }: Lineages): EdgePaths {
  const paths = { plain: "", latest: "", selected: "", stubs: "", calls: "", frames: "" };
  // A row more below: those cards may be outside, but the lines that lead to them are not. And from edge to edge: two
  // cards that are both outside can have a line between them that crosses the area.
  const everywhere = { ...area, left: -Infinity, right: Infinity, bottom: area.bottom + SIZES.row };
  for (const card of cardsIn(layout, everywhere)) {
    const { parent } = card;
    if (!parent) {
      if (card.card.nodes[0]?.danglingBecause != null) paths.stubs += stub(card);
      continue;
    }
    if (Math.max(card.x, parent.x) + SIZES.card < area.left || Math.min(card.x, parent.x) > area.right) continue;
    const line = edge(parent, card);
    if (selected.has(card)) paths.selected += line;
    if (latest.has(card)) paths.latest += line;
    else paths.plain += line;
  }
  for (const frame of layout.frames) {
    if (!touches(frame, area)) continue;
    paths.frames += outline(frame);
    if (frame.anchor) paths.calls += call(frame.anchor, frame.first);
  }
  return paths;
}

/** A card and all that it comes from. */
export function lineageOf(card: PlacedCard | null): Set<PlacedCard> {
  const lineage = new Set<PlacedCard>();
  for (let next = card; next; next = next.parent) lineage.add(next);
  return lineage;
}

const middle = SIZES.card / 2;

function edge(parent: PlacedCard, child: PlacedCard): string {
  const from = { x: parent.x + middle, y: parent.y + parent.height };
  const to = { x: child.x + middle, y: child.y };
  if (from.x === to.x) return `M${from.x} ${from.y}V${to.y}`;
  // Down from the parent, across in the gap between the rows, and down again, with round corners.
  const across = to.y - 14;
  const side = Math.sign(to.x - from.x);
  const round = Math.min(10, Math.abs(to.x - from.x) / 2);
  return (
    `M${from.x} ${from.y}V${across - round}Q${from.x} ${across} ${from.x + side * round} ${across}` +
    `H${to.x - side * round}Q${to.x} ${across} ${to.x} ${Math.min(to.y, across + round)}V${to.y}`
  );
}

function stub({ x, y }: PlacedCard): string {
  return `M${x + middle} ${y}V${y - SIZES.row + SIZES.badged}`;
}

function call(anchor: PlacedCard, first: PlacedCard): string {
  const y = anchor.y + SIZES.plain / 2;
  return `M${anchor.x + SIZES.card} ${y}H${first.x}`;
}

function outline({ x, y, width, height }: Frame): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

function touches({ x, y, width, height, anchor }: Frame, area: Area): boolean {
  const left = Math.min(x, anchor?.x ?? x);
  return left <= area.right && x + width >= area.left && y <= area.bottom && y + height >= area.top;
}
