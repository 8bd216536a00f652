// The flag "latest" of each thread. It is one element that moves, so that one sees where it goes when a fork becomes head.
import { h } from "../h.ts";
import type { Area } from "./tree-edges.ts";
import { type Layout, type PlacedCard, SIZES } from "./tree-layout.ts";

const FLAG_HEIGHT = 20;

export class TreeFlags {
  // The rows say it in words themselves.
  readonly element = h("div", { class: "tree-flags", "aria-hidden": "true" });
  readonly #flags = new Map<string, HTMLElement>();
  #layout: Layout | null = null;
  #latest: readonly PlacedCard[] = [];

  update(layout: Layout, area: Area): void {
    if (layout !== this.#layout) this.#latest = layout.cards.filter(isLatest);
    const isNew = layout !== this.#layout;
    this.#layout = layout;
    const shown = new Set<string>();
    for (const { scope, x, y } of this.#latest) {
      const isNear = x + SIZES.card >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
      // One that is there already is moved, even to where it is not seen.
      if (!isNear && !(isNew && this.#flags.has(scope.thread))) continue;
      shown.add(scope.thread);
      const flag = this.#flags.get(scope.thread) ?? this.#raise(scope.thread);
      flag.style.transform = `translate(${x / 16}rem, ${(y - FLAG_HEIGHT) / 16}rem)`;
    }
    for (const [thread, flag] of this.#flags) {
      if (shown.has(thread)) continue;
      flag.remove();
      this.#flags.delete(thread);
    }
  }

  #raise(thread: string): HTMLElement {
    const flag = h("div", { class: "tree-flag" }, h("span", {}, "latest"));
    this.#flags.set(thread, flag);
    this.element.append(flag);
    return flag;
  }
}

function isLatest({ scope, card }: PlacedCard): boolean {
  return scope.namespace === "" && card.kind !== "more" && card.nodes.some((node) => node.isLatest);
}
