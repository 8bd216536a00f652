// The names of threads and of their subgraphs' lanes: they stay at the top, and beside what they name, while one scrolls.
import { h } from "../h.ts";
import type { Area } from "./tree-edges.ts";
import type { Column, Layout } from "./tree-layout.ts";

export class TreeHeads {
  readonly element = h("div", { class: "tree-heads" });
  readonly #drawn = new Map<string, HTMLElement>();
  #hasLanes = false;

  /** Pixels at a root font size of 16. */
  get height(): number {
    return this.#hasLanes ? 52 : 30;
  }

  /** Before anything is drawn, because it takes room. */
  begin({ columns, width }: Layout): void {
    this.#hasLanes = columns.some(({ kind }) => kind === "lane");
    this.element.style.height = `${this.height / 16}rem`;
    this.element.style.width = `${width / 16}rem`;
  }

  update(columns: readonly Column[], area: Area): void {
    const shown = columns.filter(({ x, width }) => x + width >= area.left && x <= area.right);
    const wanted = new Map(shown.map((column) => [JSON.stringify(column), column]));
    for (const [key, element] of this.#drawn) {
      if (wanted.has(key)) continue;
      element.remove();
      this.#drawn.delete(key);
    }
    for (const [key, column] of wanted) {
      if (this.#drawn.has(key)) continue;
      const element = head(column);
      this.#drawn.set(key, element);
      this.element.append(element);
    }
  }
}

function head({ kind, name, x, width }: Column): HTMLElement {
  const words = kind === "thread" ? "thread" : "subgraph";
  const element = h(
    "div",
    { class: `tree-head ${kind}` },
    h("span", { title: name }, `${words} `, h("code", {}, name.replaceAll("|", " › "))),
  );
  element.style.left = `${x / 16}rem`;
  element.style.width = `${width / 16}rem`;
  return element;
}
