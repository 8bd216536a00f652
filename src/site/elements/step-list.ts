// What is being made ready, by name. Shown only when it takes long enough to be noticed.
import { h, icon } from "./h.ts";

const SHOWN_AFTER_MS = 200;

/** Shows the steps begun so far, the last one under way; none = nothing is being made ready. */
export interface StepsView {
  readonly element: HTMLElement;
  update(steps: readonly string[]): void;
}

export class StepList implements StepsView {
  readonly element = h("div", { class: "steps", hidden: true });
  #since = 0;
  #drawn = "";

  update(steps: readonly string[]): void {
    const key = steps.join("\n");
    if (key === this.#drawn) return;
    if (steps.length === 0 || !this.#drawn) this.#since = performance.now();
    this.#drawn = key;
    this.element.hidden = true;
    if (steps.length === 0) return;
    const show = () => (this.element.hidden = this.#drawn === "");
    setTimeout(show, Math.max(0, SHOWN_AFTER_MS - (performance.now() - this.#since)));
    this.element.replaceChildren(
      h("p", {}, h("strong", {}, "Getting ready. This happens once.")),
      h(
        "ol",
        {},
        ...steps.map((step, index) => {
          const done = index < steps.length - 1;
          return h("li", { "data-done": done }, icon(done ? "passed" : "busy"), step);
        }),
      ),
    );
  }
}
