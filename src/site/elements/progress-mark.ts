// Fills in, by shape and words, how far this browser's learner is with an exercise.
import { describeProgress, type Progress, progressKey, readProgress } from "../session/progress.ts";
import { openStore } from "../session/store.ts";

export class ProgressMark extends HTMLElement {
  readonly #changedElsewhere = (event: StorageEvent) => {
    if (event.key === progressKey(this.#exercise)) this.update();
  };

  connectedCallback(): void {
    addEventListener("storage", this.#changedElsewhere);
    this.update();
  }

  disconnectedCallback(): void {
    removeEventListener("storage", this.#changedElsewhere);
  }

  get #exercise(): string {
    return this.getAttribute("exercise") ?? "";
  }

  /** `progress` = what is known already, where storage need not be asked. */
  update(
    progress: Progress = readProgress(
      openStore(() => localStorage),
      this.#exercise,
    ),
  ): void {
    this.dataset.state = progress.state;
    const words = this.querySelector(".words");
    if (words) words.textContent = describeProgress(progress);
  }
}

customElements.define("progress-mark", ProgressMark);
