// What is shown of a tree, and where: folded and laid out, with what one asks of it. No DOM here.
import { type Card, type Fold, type FoldedTree, foldTree, keyText } from "../../../inspect/fold-tree.ts";
import type { ForkTree } from "../../../inspect/fork-tree.ts";
import type { CheckpointKey } from "../../../inspect/saver-file.ts";
import { lineageOf } from "./tree-edges.ts";
import { type Layout, layoutTree, type PlacedCard } from "./tree-layout.ts";
import { latestOf } from "./tree-moves.ts";

export class TreePicture {
  readonly folded: FoldedTree;
  readonly layout: Layout;
  /** What leads to the latest of each thread; subgraphs have none that counts. */
  readonly latest: ReadonlySet<PlacedCard>;

  constructor(tree: ForkTree, fold: Fold) {
    this.folded = foldTree(tree, fold);
    this.layout = layoutTree(this.folded);
    const latest = new Set<PlacedCard>();
    for (const placed of this.layout.cards)
      if (placed.scope.namespace === "" && placed.card.nodes.some(({ isLatest }) => isLatest))
        for (const ancestor of lineageOf(placed)) latest.add(ancestor);
    this.latest = latest;
  }

  /** The card that shows a checkpoint; null for one that is hidden, or not in the file. */
  placedOf(key: CheckpointKey | null): PlacedCard | null {
    return key && this.placedOfText(keyText(key));
  }

  /** By `keyText`. */
  placedOfText(key: string): PlacedCard | null {
    const card = this.folded.cardOf.get(key);
    return (card && this.layout.byKey.get(card.key)) ?? null;
  }

  /** The latest of the thread that was written to last. */
  head(): PlacedCard | null {
    const scope = this.folded.threads[0]?.scopes[0];
    return scope ? latestOf(this.layout, scope) : null;
  }
}

/** The first card of the turn that a card belongs to; null when there is nothing to fold. */
export function turnOf(card: Card): Card | null {
  let first: Card | null = card;
  let steps = 0;
  for (; first && !first.turn; first = first.parent) steps += 1;
  // A turn has no branches, so whoever is further from its first card than it is long belongs to another.
  return first?.turn && steps < first.turn.steps ? first : null;
}

/** What folding would do at a card, for its button. */
export function foldWords(card: Card): string | null {
  if (card.kind === "more") return card.nodes.length > 0 ? `Show ${card.nodes.length} more` : "Show fewer";
  const turn = turnOf(card)?.turn;
  if (!turn) return null;
  return turn.isFolded ? `Show its ${turn.steps} steps` : `Fold its ${turn.steps} steps`;
}
