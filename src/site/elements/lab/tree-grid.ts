// The fork tree of a saver's file: what is folded, what is at hand, and what keys and clicks do. Drawing is tree-canvas's.
import {
  type Card,
  chooseGranularity,
  countCheckpoints,
  type Granularity,
  keyText,
} from "../../../inspect/fold-tree.ts";
import { keyOf } from "../../../inspect/find-node.ts";
import type { ForkTree, TreeNode } from "../../../inspect/fork-tree.ts";
import { narrateCard, openNarrator, shortName } from "../../../inspect/narrate.ts";
import type { CheckpointKey } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { type Act, ACT_OF_KEY, TreeActions } from "./tree-actions.ts";
import { TreeBar } from "./tree-bar.ts";
import { TreeCanvas } from "./tree-canvas.ts";
import { lineageOf, type Lineages } from "./tree-edges.ts";
import type { PlacedCard } from "./tree-layout.ts";
import { move, type Move, MOVE_OF_KEY } from "./tree-moves.ts";
import { foldWords, TreePicture, turnOf } from "./tree-picture.ts";
import "./tree-grid.css";

export interface TreeView {
  readonly tree: ForkTree;
  readonly selected: CheckpointKey | null;
  readonly compared: CheckpointKey | null;
}

export interface TreeEvents {
  select(key: CheckpointKey): void;
  open(key: CheckpointKey): void;
  fork(key: CheckpointKey): void;
  /** With the selected one. */
  compare(key: CheckpointKey): void;
}

export class TreeGrid {
  readonly element: HTMLElement;
  readonly #events: TreeEvents;
  readonly #canvas = new TreeCanvas();
  readonly #bar: TreeBar;
  readonly #actions: TreeActions;
  readonly #turned = new Set<string>();
  readonly #opened = new Set<string>();
  #view: TreeView = { tree: { threads: [] }, selected: null, compared: null };
  #granularity: Granularity | null = null;
  #isChosen = false;
  #picture: TreePicture | null = null;
  #say: (node: TreeNode) => string = () => "";
  /** What the keys act on: the card, and the checkpoint that it showed, should the card be folded away. */
  #active: { readonly card: string; readonly checkpoint: string } | null = null;
  /** It was asked for by `focus`, so no "+ n more" may hide it. */
  #asked: CheckpointKey | null = null;
  #isChoosing = false;

  constructor(events: TreeEvents) {
    this.#events = events;
    this.#bar = new TreeBar({
      choose: (granularity) => this.#choose(granularity),
      goToLatest: () => this.#goToLatest(),
    });
    this.#actions = new TreeActions((what) => this.#act(what));
    this.element = h(
      "section",
      { class: "lab-tree", "aria-label": "Tree of checkpoints" },
      this.#bar.element,
      this.#canvas.element,
      this.#actions.element,
    );
    const scroller = this.#canvas.element;
    scroller.addEventListener("click", (event) => this.#click(event));
    scroller.addEventListener("dblclick", (event) => {
      const kind = this.#canvas.placedAt(event.target)?.card.kind ?? "more";
      if (kind !== "more" && !isOnFold(event.target)) this.#act("open");
    });
    scroller.addEventListener("keydown", (event) => this.#key(event));
    scroller.addEventListener("focusin", (event) => this.#activate(this.#canvas.placedAt(event.target)));
  }

  update(view: TreeView): void {
    const before = this.#view;
    this.#view = view;
    if (view.tree !== before.tree) this.#takeTree(before.tree);
    else if (this.#hides(view.selected) || this.#hides(view.compared)) this.#lay();
    else this.#show();
    this.#follow(before.selected);
  }

  /** Brings a checkpoint into view, unfolded if need be, and puts the focus on its card. */
  focus(key: CheckpointKey): void {
    this.#asked = key;
    if (this.#hides(key)) this.#lay();
    // Only subgraphs can be hidden still.
    if (this.#hides(key)) this.#choose("everything");
    const placed = this.#placedOf(key);
    if (!placed) return;
    this.#activate(placed);
    this.#canvas.focus(placed);
  }

  /** Somebody else can select too: then that is what is at hand, and in view. */
  #follow(before: CheckpointKey | null): void {
    const { selected } = this.#view;
    if (!selected || (before && keyText(before) === keyText(selected))) return;
    const placed = this.#placedOf(selected);
    if (!placed) return;
    this.#activate(placed);
    this.#canvas.reveal(placed);
  }

  #takeTree(before: ForkTree): void {
    const { tree } = this.#view;
    const known = new Set(before.threads.map(({ thread }) => thread));
    const isAnother = !tree.threads.some(({ thread }) => known.has(thread));
    if (!this.#isChosen) this.#granularity = chooseGranularity(tree, isAnother ? null : this.#granularity);
    this.#say = openNarrator(tree);
    const head = isAnother ? null : this.#picture?.head();
    const wasInView = head != null && this.#canvas.isInView(head);
    this.#lay();
    const now = this.#picture?.head();
    if (!now) return;
    if (isAnother) this.#canvas.reveal(this.#placedOf(this.#view.selected) ?? now);
    else if (wasInView && now.card.key !== head?.card.key) this.#canvas.reveal(now, true);
  }

  /** Folds and lays out anew, and shows it. */
  #lay(): void {
    const { tree, selected, compared } = this.#view;
    const kept = [selected, compared, this.#asked].filter((key) => key !== null);
    const fold = { granularity: this.#granularity ?? "everything", turned: this.#turned, opened: this.#opened, kept };
    this.#picture = new TreePicture(tree, fold);
    this.#show();
  }

  #show(): void {
    const { layout } = this.#picture ?? {};
    if (!layout) return;
    const selected = this.#placedOf(this.#view.selected);
    const active = this.#findActive();
    const granularity = this.#granularity ?? "everything";
    this.#canvas.show({
      layout,
      granularity,
      lineages: this.#lineages(),
      selected,
      compared: this.#placedOf(this.#view.compared),
      active,
      sentenceOf: (placed) => this.#sentence(placed),
    });
    const isOurChoice = !this.#isChosen && granularity === "turns";
    this.#bar.update(granularity, isOurChoice ? countCheckpoints(this.#view.tree) : null);
    this.#showActions(active);
  }

  #showActions(active: PlacedCard | null): void {
    const selected = this.#placedOf(this.#view.selected);
    this.#actions.update({
      sentence: active && this.#sentence(active),
      name: active && active.card.kind !== "more" ? active.card.nodes.at(-1)!.name : null,
      fold: active && foldWords(active.card),
      choosingFor: this.#isChoosing ? (selected?.card.nodes.at(-1)?.name ?? null) : null,
    });
  }

  #sentence({ card, scope }: PlacedCard): string {
    const where = this.#view.tree.threads.length > 1 ? `; thread ${shortName(scope.thread)}` : "";
    return narrateCard(card, this.#say) + where;
  }

  #lineages(): Lineages {
    return { latest: this.#picture?.latest ?? new Set(), selected: lineageOf(this.#placedOf(this.#view.selected)) };
  }

  #placedOf(key: CheckpointKey | null): PlacedCard | null {
    return this.#picture?.placedOf(key) ?? null;
  }

  #hides(key: CheckpointKey | null): boolean {
    return key !== null && this.#placedOf(key) === null;
  }

  #findActive(): PlacedCard | null {
    const picture = this.#picture;
    if (!picture) return null;
    const { card, checkpoint } = this.#active ?? { card: "", checkpoint: "" };
    return (
      picture.layout.byKey.get(card) ??
      picture.placedOfText(checkpoint) ??
      this.#placedOf(this.#view.selected) ??
      picture.head()
    );
  }

  #activate(placed: PlacedCard | null): void {
    if (!placed || placed.card.key === this.#active?.card) return;
    const last = placed.card.nodes.at(-1);
    this.#active = { card: placed.card.key, checkpoint: last ? keyText(keyOf(last)) : "" };
    this.#actions.fallSilent();
    this.#show();
  }

  #choose(granularity: Granularity): void {
    this.#granularity = granularity;
    this.#isChosen = true;
    this.#turned.clear();
    this.#lay();
    const active = this.#findActive();
    if (active) this.#canvas.reveal(active);
  }

  #goToLatest(): void {
    const head = this.#picture?.head();
    if (!head) return;
    this.#activate(head);
    this.#canvas.reveal(head, true);
  }

  #click(event: MouseEvent): void {
    const placed = this.#canvas.placedAt(event.target);
    if (!placed) return;
    this.#activate(placed);
    if (isOnFold(event.target) || placed.card.kind === "more") {
      this.#fold(placed.card);
      return;
    }
    const key = keyOf(placed.card.nodes.at(-1)!);
    if (this.#isChoosing) this.#compare(key);
    else this.#events.select(key);
  }

  #key(event: KeyboardEvent): void {
    const placed = this.#canvas.placedAt(event.target);
    if (!placed || event.ctrlKey || event.metaKey || event.altKey) return;
    this.#activate(placed);
    const where = Object.hasOwn(MOVE_OF_KEY, event.key) ? MOVE_OF_KEY[event.key] : undefined;
    const what = Object.hasOwn(ACT_OF_KEY, event.key) ? ACT_OF_KEY[event.key] : undefined;
    if (event.key === "Escape" && this.#isChoosing) this.#setChoosing(false);
    else if (what) this.#act(what);
    else if (where) this.#move(placed, where);
    else return;
    event.preventDefault();
  }

  #move(from: PlacedCard, where: Move): void {
    const to = this.#picture && move(this.#picture.layout, from, where, this.#lineages());
    if (!to) return;
    this.#activate(to);
    this.#canvas.focus(to);
  }

  #act(what: Act): void {
    const placed = this.#findActive();
    if (!placed) return;
    const { card } = placed;
    if (what === "fold" || card.kind === "more") {
      this.#fold(card);
      return;
    }
    const node = card.nodes.at(-1)!;
    const key = keyOf(node);
    if (what === "open" && this.#isChoosing) this.#compare(key);
    else if (what === "open") this.#events.open(key);
    else if (what === "fork") this.#events.fork(key);
    else if (what === "copy") void this.#actions.copy(node);
    else this.#compareOrChoose(placed);
  }

  /** With the selected one; on the selected one itself, another has to be chosen first. */
  #compareOrChoose(placed: PlacedCard): void {
    const selected = this.#placedOf(this.#view.selected);
    const key = keyOf(placed.card.nodes.at(-1)!);
    if (this.#isChoosing && placed === selected) this.#setChoosing(false);
    else if (selected && placed !== selected) this.#compare(key);
    else {
      if (!selected) this.#events.select(key);
      this.#setChoosing(true);
    }
  }

  #compare(key: CheckpointKey): void {
    this.#setChoosing(false);
    this.#events.compare(key);
  }

  #setChoosing(isChoosing: boolean): void {
    this.#isChoosing = isChoosing;
    this.element.dataset.choosing = String(isChoosing);
    this.#show();
  }

  #fold(card: Card): void {
    const isMore = card.kind === "more";
    const key = isMore ? card.key : turnOf(card)?.key;
    if (key === undefined) return;
    const set = isMore ? this.#opened : this.#turned;
    if (!set.delete(key)) set.add(key);
    const hadFocus = this.#canvas.hasFocus();
    this.#lay();
    const active = this.#findActive();
    if (active && hadFocus) this.#canvas.focus(active);
  }
}

function isOnFold(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-act=fold]") !== null;
}
