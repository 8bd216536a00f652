// Draws a layout: only what is in view and a margin around it is in the page. What is drawn already is kept, not made anew.
import type { Granularity } from "../../../inspect/fold-tree.ts";
import { h } from "../h.ts";
import { TreeCard } from "./tree-card.ts";
import { type Area, cardsIn, EDGE_KINDS, edgePaths, type Lineages } from "./tree-edges.ts";
import { TreeFlags } from "./tree-flags.ts";
import { TreeHeads } from "./tree-heads.ts";
import { type Layout, type PlacedCard, SIZES } from "./tree-layout.ts";
import { svg } from "./tree-shapes.ts";

/** Everything that one picture shows. */
export interface Scene {
  readonly layout: Layout;
  readonly granularity: Granularity;
  readonly lineages: Lineages;
  readonly selected: PlacedCard | null;
  readonly compared: PlacedCard | null;
  /** The card that Tab leads to; it stays in the page even when it is out of view. */
  readonly active: PlacedCard | null;
  sentenceOf(placed: PlacedCard): string;
}

export class TreeCanvas {
  readonly element: HTMLElement;
  readonly #grid = h("div", { role: "treegrid", class: "tree-rows", "aria-label": "Checkpoints" });
  readonly #paths = EDGE_KINDS.map((kind) => svg("path", { class: `tree-edge ${kind}` }));
  readonly #edges = svg("svg", { class: "tree-edges", "aria-hidden": "true" });
  readonly #canvas: HTMLElement;
  readonly #heads = new TreeHeads();
  readonly #flags = new TreeFlags();
  readonly #drawn = new Map<string, TreeCard>();
  readonly #placedOf = new WeakMap<Element, PlacedCard>();
  #scene: Scene | null = null;
  /** Of the window onto the canvas, in CSS pixels. */
  #size = { width: 0, height: 0 };
  /** What is drawn, in the picture's pixels. */
  #area: Area | null = null;
  #frame = 0;
  /** Something was shown while there was no window to draw it for. */
  #isStale = false;
  /** CSS pixels for one pixel of the layout: what a reader's larger text does. */
  #scale = 1;
  /** Brought into view as soon as there is a window. */
  #wanted: PlacedCard | null = null;

  constructor() {
    const scaled = svg("g", {});
    scaled.append(...this.#paths);
    this.#edges.append(scaled);
    this.#canvas = h("div", { class: "tree-canvas" }, this.#edges as unknown as Node, this.#grid, this.#flags.element);
    this.#canvas.style.setProperty("--tree-card", `${SIZES.card / 16}rem`);
    this.element = h(
      "div",
      { class: "tree-scroll", scroll: () => this.#schedule() },
      this.#heads.element,
      this.#canvas,
    );
    new ResizeObserver(() => this.#measure()).observe(this.element);
  }

  show(scene: Scene): void {
    this.#scale = rootScale();
    const { layout } = scene;
    const isNew = this.#scene?.layout !== layout;
    const seen = isNew && this.#size.width > 0 ? this.#seenIn(layout) : null;
    this.#scene = scene;
    if (isNew) {
      this.#canvas.style.width = `${layout.width / 16}rem`;
      this.#canvas.style.height = `${layout.height / 16}rem`;
      this.#grid.setAttribute("aria-rowcount", String(layout.cards.length));
      this.#heads.begin(layout);
      if (seen) this.#stayAt(seen);
    }
    if (this.#size.width > 0) this.#draw(true);
    else this.#isStale = true;
  }

  /** Scrolls as little as possible. */
  reveal(placed: PlacedCard, isSmooth = false): void {
    if (this.#size.width === 0) {
      this.#wanted = placed;
      return;
    }
    const { left, top } = this.#scrolled();
    const around = SIZES.margin / 2;
    const to = {
      left: nearest(left, this.#width(), placed.x - around, placed.x + SIZES.card + around),
      // With what stands on top of a card.
      top: nearest(top, this.#height(), placed.y - 2 * around, placed.y + placed.height + around),
    };
    if (to.left === left && to.top === top) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.element.scrollTo({
      left: to.left * this.#scale,
      top: to.top * this.#scale,
      behavior: isSmooth && !calm ? "smooth" : "instant",
    });
    this.#draw(false);
  }

  isInView(placed: PlacedCard): boolean {
    const { left, top } = this.#scrolled();
    const { x, y, height } = placed;
    return x + SIZES.card > left && x < left + this.#width() && y + height > top && y < top + this.#height();
  }

  focus(placed: PlacedCard): void {
    this.reveal(placed);
    this.#drawn.get(placed.card.key)?.element.focus({ preventScroll: true });
  }

  hasFocus(): boolean {
    return this.#grid.contains(document.activeElement);
  }

  /** The card that an event came from. */
  placedAt(target: EventTarget | null): PlacedCard | null {
    const element = target instanceof Element ? target.closest(".tree-card") : null;
    return (element && this.#placedOf.get(element)) ?? null;
  }

  /** A card that is looked at now and is in the new layout too: the one at hand, or any other. */
  #seenIn(layout: Layout): { readonly old: PlacedCard; readonly now: PlacedCard } | null {
    const before = this.#scene;
    if (!before) return null;
    const drawn = [...this.#drawn.keys()].map((key) => before.layout.byKey.get(key));
    for (const old of [before.active, ...drawn]) {
      const now = old && this.isInView(old) && layout.byKey.get(old.card.key);
      if (now) return { old, now };
    }
    return null;
  }

  /** It stays where it was on the screen, although there may be more beside or above it now. */
  #stayAt({ old, now }: { readonly old: PlacedCard; readonly now: PlacedCard }): void {
    if (old.x === now.x && old.y === now.y) return;
    const [left, top] = [(now.x - old.x) * this.#scale, (now.y - old.y) * this.#scale];
    this.element.scrollBy({ left, top, behavior: "instant" });
  }

  #measure(): void {
    this.#scale = rootScale();
    this.#size = { width: this.element.clientWidth, height: this.element.clientHeight };
    if (this.#size.width === 0 || !this.#scene) return;
    const wanted = this.#wanted;
    this.#wanted = null;
    if (wanted) this.reveal(wanted);
    this.#draw(this.#isStale);
    this.#isStale = false;
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw(false);
    });
  }

  /** `everything` = what is in the page already is looked at too; else only what came into view is added. */
  #draw(everything: boolean): void {
    const scene = this.#scene;
    if (!scene) return;
    const { left, top } = this.#scrolled();
    const view = { left, top, right: left + this.#width(), bottom: top + this.#height() };
    if (!everything && this.#area && isInside(view, this.#area)) return;
    const area = widen(view);
    this.#area = area;
    const shown = cardsIn(scene.layout, area);
    if (scene.active && !shown.includes(scene.active)) shown.push(scene.active);
    shown.sort((one, other) => one.index - other.index);
    this.#putCards(shown, scene, everything);
    this.#putEdges(scene, area);
    this.#heads.update(scene.layout.columns, area);
    this.#flags.update(scene.layout, area);
  }

  #putCards(shown: readonly PlacedCard[], scene: Scene, everything: boolean): void {
    const focused = this.#grid.contains(document.activeElement) ? document.activeElement : null;
    const keys = new Set(shown.map(({ card }) => card.key));
    for (const [key, card] of this.#drawn) {
      if (keys.has(key)) continue;
      card.element.remove();
      this.#drawn.delete(key);
    }
    let next = this.#grid.firstElementChild;
    for (const placed of shown) {
      const known = this.#drawn.get(placed.card.key);
      const card = known ?? new TreeCard();
      if (!known || everything) this.#fill(card, placed, scene);
      this.#drawn.set(placed.card.key, card);
      // In the order of the rows, because that is how a screen reader goes through them.
      if (card.element === next) next = next.nextElementSibling;
      else this.#grid.insertBefore(card.element, next);
    }
    // A row that changed its place lost the focus by that.
    if (focused instanceof HTMLElement && focused.isConnected && focused !== document.activeElement)
      focused.focus({ preventScroll: true });
  }

  #fill(card: TreeCard, placed: PlacedCard, scene: Scene): void {
    this.#placedOf.set(card.element, placed);
    card.update(placed, scene.sentenceOf(placed), scene.granularity, {
      isSelected: placed === scene.selected,
      isCompared: placed === scene.compared,
      leadsToLatest: scene.lineages.latest.has(placed),
      isActive: placed === scene.active,
    });
  }

  #putEdges({ layout, lineages }: Scene, area: Area): void {
    const paths = edgePaths(layout, area, lineages);
    EDGE_KINDS.forEach((kind, index) => this.#paths[index]!.setAttribute("d", paths[kind]));
    this.#edges.firstElementChild?.setAttribute("transform", `scale(${this.#scale})`);
  }

  #scrolled(): { left: number; top: number } {
    return { left: this.element.scrollLeft / this.#scale, top: this.element.scrollTop / this.#scale };
  }

  #width(): number {
    return this.#size.width / this.#scale;
  }

  /** Without the heads, which stand over the canvas. */
  #height(): number {
    return this.#size.height / this.#scale - this.#heads.height;
  }
}

function rootScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

function nearest(from: number, room: number, least: number, most: number): number {
  if (least < from) return Math.max(0, least);
  return most > from + room ? Math.min(least, most - room) : from;
}

/** Half a window to the sides and one above and below: a flick of the wheel stays inside. */
function widen({ left, top, right, bottom }: Area): Area {
  const across = (right - left) / 2;
  const down = bottom - top;
  return { left: left - across, right: right + across, top: top - down, bottom: bottom + down };
}

function isInside(inner: Area, outer: Area): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}
