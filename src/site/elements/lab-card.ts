// The lab in a lesson, and the one that stands alone. The lab itself is fetched when somebody asks for it.
import type { Exercise } from "../../course/model.ts";
import { h } from "./h.ts";

class LabCard extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>("[data-run]");
    if (!button) return void this.#open(null);
    button.hidden = false;
    button.addEventListener("click", () => {
      button.hidden = true;
      void this.#open(button);
    });
  }

  get #place(): HTMLElement {
    return this.querySelector<HTMLElement>('[data-part="lab"]') ?? this;
  }

  async #open(button: HTMLButtonElement | null): Promise<void> {
    this.#place.replaceChildren(h("p", {}, "Getting the lab …"));
    try {
      const { LessonLab } = await import("./lab/lesson-lab.ts");
      const program = this.querySelector('[data-part="program"]')?.textContent;
      const lab = new LessonLab(program ? (JSON.parse(program) as Exercise) : null);
      this.#place.replaceChildren(lab.element);
      // The lab draws the same tree, and this time it can be worked with.
      this.querySelector('[data-part="picture"]')?.remove();
      this.dataset.ready = "";
      if (button) await lab.run();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const again = h("button", { type: "button", class: "button", click: () => void this.#open(button) }, "Try again");
      this.#place.replaceChildren(h("p", {}, `The lab could not be loaded: ${why}. Check the connection.`), again);
    }
  }
}

customElements.define("lab-card", LabCard);
