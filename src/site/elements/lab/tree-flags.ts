// The flag "latest" of each thread. It is one element that moves, so that one sees where it goes when a fork becomes head.
import { h } from "../h.ts";
import type { Area } from "./tree-edges.ts";
import { type Layout, type PlacedCard, SIZES } from "./tree-layout.ts";

const FLAG_HEIGHT = 20;

export class TreeFlags {
  // The rows say it in words themselves.
  readonly element = h("div", { class: "tree-flags", "aria-hidden": "true" });
  readonly #flags = new Map<string, { readonly element: HTMLElement; card: string }>();
  #layout: Layout | null = null;
  #latest: readonly PlacedCard[] = [];

  update(layout: Layout, area: Area): void {
    if (layout !== this.#layout) this.#latest = layout.cards.filter(isLatest);
    const isNew = layout !== this.#layout;
    this.#layout = layout;
    const shown = new Set<string>();
    for (const placed of this.#latest) {
      const { scope, card, x, y } = placed;
      const isNear = x + SIZES.card >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
      // One that is there already is moved, even to where it is not seen.
      if (!isNear && !(isNew && this.#flags.has(scope.thread))) continue;
      shown.add(scope.thread);
      const flag = this.#flags.get(scope.thread) ?? this.#raise(scope.thread, card.key);
      if (isNew) {
        const old = flag.card === card.key ? undefined : layout.byKey.get(flag.card);
        flag.element.classList.remove("moves");
        if (old) startAt(flag.element, old);
        flag.card = card.key;
      }
      putAt(flag.element, placed);
    }
    for (const [thread, { element }] of this.#flags) {
      if (shown.has(thread)) continue;
      element.remove();
      this.#flags.delete(thread);
    }
  }

  #raise(thread: string, card: string) {
    const flag = { element: h("div", { class: "tree-flag" }, h("span", {}, "latest")), card };
    this.#flags.set(thread, flag);
    this.element.append(flag.element);
    return flag;
  }
}

/** With its own card a flag goes at once. To another one it is seen to go, from where its old card now stands. */
function startAt(flag: HTMLElement, old: PlacedCard): void {
  putAt(flag, old);
  // Asking for the style makes the place the beginning of the movement.
  void getComputedStyle(flag).transform;
  flag.classList.add("moves");
}

function putAt(flag: HTMLElement, { x, y }: PlacedCard): void {
  flag.style.transform = `translate(${x / 16}rem, ${(y - FLAG_HEIGHT) / 16}rem)`;
}

function isLatest({ scope, card }: PlacedCard): boolean {
  return scope.namespace === "" && card.kind !== "more" && card.nodes.some((node) => node.isLatest);
}
