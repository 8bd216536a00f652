// A side of the lab that is fetched when it is first looked at. What it is told before that, it is told when it is there.
import { h } from "../h.ts";

export interface SidePart<View> {
  readonly element: HTMLElement;
  update?(view: View): void;
}

export class LazySide<View> {
  readonly element = h("div", { class: "lab-lazy" });
  readonly #load: () => Promise<SidePart<View>>;
  #isFetched = false;
  #part: SidePart<View> | null = null;
  #view: View | null = null;

  constructor(load: () => Promise<SidePart<View>>) {
    this.#load = load;
  }

  open(): void {
    if (this.#isFetched) return;
    this.#isFetched = true;
    void this.#fetch();
  }

  update(view: View): void {
    this.#view = view;
    this.#part?.update?.(view);
  }

  async #fetch(): Promise<void> {
    this.element.replaceChildren(h("p", { class: "lab-blank" }, "Getting this side of the lab …"));
    try {
      this.#part = await this.#load();
      if (this.#view !== null) this.#part.update?.(this.#view);
      this.element.replaceChildren(this.#part.element);
    } catch (error) {
      this.#isFetched = false;
      const why = error instanceof Error ? error.message : String(error);
      this.element.replaceChildren(
        h(
          "div",
          { class: "lab-blank", role: "alert" },
          h("p", {}, `This side of the lab could not be loaded: ${why}. Check the connection.`),
          h("p", {}, h("button", { type: "button", class: "button", click: () => this.open() }, "Try again")),
        ),
      );
    }
  }
}
