// The fork tree as a still picture: the cards, names and shapes of the lab, as plain data for a component to write as SVG.
import { type Card, chooseGranularity, foldTree, ownErrors, toldWrites } from "../../inspect/fold-tree.ts";
import type { ForkTree } from "../../inspect/fork-tree.ts";
import { listNames, narrateCard, openNarrator } from "../../inspect/narrate.ts";
import { edgePaths, type EdgePaths, lineageOf } from "../elements/lab/tree-edges.ts";
import { layoutTree, type PlacedCard, SIZES } from "../elements/lab/tree-layout.ts";

export interface DrawnCard {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly source: string;
  readonly name: string;
  readonly next: string;
  readonly badges: readonly { readonly kind: "waits" | "error" | "writes"; readonly text: string }[];
  readonly isLatest: boolean;
  readonly leadsToLatest: boolean;
  readonly isDangling: boolean;
}

export interface DrawnTree {
  readonly width: number;
  readonly height: number;
  readonly heads: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  readonly cards: readonly DrawnCard[];
  readonly edges: EdgePaths;
  /** One sentence. */
  readonly label: string;
  /** Each card in words, a parent before its children. */
  readonly sentences: readonly string[];
}

/** Above the first row: the names of threads, and those of their subgraphs. */
const HEAD = 26;
/** A card has room for so many characters; what is longer is in the sentence. */
const MOST_CHARACTERS = 18;

export function drawTree(tree: ForkTree): DrawnTree {
  const granularity = chooseGranularity(tree, null);
  const folded = foldTree(tree, { granularity, turned: new Set(), opened: new Set(), kept: [] });
  const layout = layoutTree(folded);
  const isHead = ({ scope, card }: PlacedCard) => scope.namespace === "" && card.nodes.some((node) => node.isLatest);
  const latest = new Set(layout.cards.filter(isHead).flatMap((placed) => [...lineageOf(placed)]));
  const everything = { left: 0, top: 0, right: layout.width, bottom: layout.height };
  const say = openNarrator(tree);
  const draw = (placed: PlacedCard): DrawnCard => {
    const { card, x, y, height } = placed;
    const first = card.nodes[0]!;
    const last = card.nodes.at(-1)!;
    const next = last.row.next.length > 0 ? listNames(last.row.next, 3) : "nothing";
    return {
      x,
      y,
      height,
      source: card.kind === "more" ? "more" : (first.row.source ?? "unknown"),
      name: card.kind === "more" ? `+ ${card.nodes.length} more` : last.name,
      next: card.kind === "more" ? "" : shorten(next),
      badges: card.kind === "more" ? [] : badgesOf(card, (node) => toldWrites(node, granularity)),
      isLatest: isHead(placed),
      leadsToLatest: latest.has(placed),
      isDangling: first.danglingBecause !== null,
    };
  };
  const lanes = layout.columns.some(({ kind }) => kind === "lane");
  const threads = tree.threads.map(({ thread }) => thread);
  return {
    width: layout.width,
    height: layout.height - SIZES.margin,
    heads: layout.columns.map(({ kind, name, x }) => ({
      text: kind === "thread" ? `thread ${name}` : `subgraph ${name.replaceAll("|", " › ")}`,
      x,
      y: kind === "thread" ? (lanes ? -HEAD : 0) : 0,
    })),
    cards: layout.cards.map(draw),
    edges: edgePaths(layout, everything, { latest, selected: new Set() }),
    label: `Fork tree of ${new Intl.ListFormat("en").format(threads.map((name) => `thread ${name}`))}: ${layout.cards.length} checkpoints`,
    sentences: layout.cards.map(({ card }) => narrateCard(card, say)),
  };
}

function badgesOf({ nodes }: Card, writesOf: (node: Card["nodes"][number]) => number): DrawnCard["badges"] {
  const sum = (count: (node: Card["nodes"][number]) => number) => nodes.reduce((total, node) => total + count(node), 0);
  const waits = sum(({ row }) => row.interrupts);
  const errors = sum(({ row }) => ownErrors(row).length);
  const writes = sum(writesOf);
  return [
    ...(waits > 0 ? [{ kind: "waits", text: waits === 1 ? "waits" : `${waits} wait` } as const] : []),
    ...(errors > 0 ? [{ kind: "error", text: errors === 1 ? "error" : `${errors} errors` } as const] : []),
    ...(writes > 0 ? [{ kind: "writes", text: writes === 1 ? "1 write" : `${writes} writes` } as const] : []),
  ].slice(0, 2);
}

function shorten(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
