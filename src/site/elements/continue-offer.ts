// For those who have been here before: the exercise that they began and did not finish, as an offer beside the start.
import { describeProgress, readProgress } from "../session/progress.ts";
import { openStore } from "../session/store.ts";

class ContinueOffer extends HTMLElement {
  connectedCallback(): void {
    const store = openStore(() => localStorage);
    const begun = [...this.querySelectorAll("a")].find(
      ({ dataset }) => readProgress(store, dataset.exercise ?? "").state === "started",
    );
    for (const link of this.querySelectorAll("a")) link.hidden = link !== begun;
    if (!begun) return;
    begun.title = describeProgress(readProgress(store, begun.dataset.exercise ?? ""));
    this.hidden = false;
  }
}

customElements.define("continue-offer", ContinueOffer);
