// Where a key leads from a card. Pure: the element focuses what comes out.
import type { Lineages } from "./tree-edges.ts";
import { lineageOf } from "./tree-edges.ts";
import type { FoldedScope } from "../../../inspect/fold-tree.ts";
import type { Layout, PlacedCard } from "./tree-layout.ts";

export type Move = "up" | "down" | "left" | "right" | "home" | "end";

export const MOVE_OF_KEY: Readonly<Record<string, Move>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "home",
  End: "end",
};

/** Null = there is nothing in that direction. */
export function move(layout: Layout, from: PlacedCard, where: Move, lineages: Lineages): PlacedCard | null {
  switch (where) {
    case "up":
      return from.parent ?? calledFrom(layout, from);
    case "down":
      return childOn(layout, from, lineages);
    case "left":
    case "right":
      return beside(layout, from, where) ?? inNextScope(layout, from, where);
    case "home":
      return [...lineageOf(from)].at(-1)!;
    case "end":
      return latestOf(layout, from.scope);
  }
}

/** The card that shows the latest checkpoint of a scope; of one that is all folded away, its last root. */
export function latestOf(layout: Layout, scope: FoldedScope): PlacedCard | null {
  const shown = layout.cards.filter((placed) => placed.scope === scope);
  return shown.find(({ card }) => card.nodes.some(({ isLatest }) => isLatest)) ?? shown.at(-1) ?? null;
}

function calledFrom({ byKey }: Layout, { scope }: PlacedCard): PlacedCard | null {
  return (scope.anchor && byKey.get(scope.anchor.key)) ?? null;
}

/** On what is selected first, then towards the latest, then the newest branch. */
function childOn({ byKey }: Layout, { card }: PlacedCard, { selected, latest }: Lineages): PlacedCard | null {
  const children = card.children.map(({ key }) => byKey.get(key)!);
  return (
    children.find((child) => selected.has(child)) ?? children.find((child) => latest.has(child)) ?? children[0] ?? null
  );
}

/** The next card of the same height, of whatever branch, lane or thread. */
function beside({ rows }: Layout, from: PlacedCard, side: "left" | "right"): PlacedCard | null {
  const row = rows[from.row]!;
  return row[row.indexOf(from) + (side === "left" ? -1 : 1)] ?? null;
}

/** Where no card is of the same height: the one of the nearest height in the scope that begins next on that side. */
function inNextScope({ cards }: Layout, from: PlacedCard, side: "left" | "right"): PlacedCard | null {
  const isBeyond = ({ x, scope }: PlacedCard) => scope !== from.scope && (side === "left" ? x < from.x : x > from.x);
  let best: PlacedCard | null = null;
  const distance = (card: PlacedCard) => Math.abs(card.x - from.x) + Math.abs(card.y - from.y) * 4;
  for (const card of cards) if (isBeyond(card) && (!best || distance(card) < distance(best))) best = card;
  return best;
}
