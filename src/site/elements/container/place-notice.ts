// Above the editor: that something is not run in Node although it was asked for, or cannot be run at all.
import type { Place } from "../../session/container/placed-judge.ts";
import { h, icon } from "../h.ts";
import { CAUSE_WORDS } from "./cause-words.ts";
import { drawRemedy, type RemedyHandlers } from "./remedy.ts";

export class PlaceNotice {
  readonly element = h("div", { class: "place-notice" });
  readonly #on: RemedyHandlers;
  readonly #exercise: string;
  #drawn = "";

  constructor(exercise: string, on: RemedyHandlers) {
    this.#exercise = exercise;
    this.#on = on;
  }

  update(place: Place): void {
    const key = JSON.stringify(place);
    // Drawn once: a button that is being pressed must not be replaced.
    if (key === this.#drawn) return;
    this.#drawn = key;
    if (place.at === "container") return this.element.replaceChildren();
    const { cause } = place.because;
    const { what, next } = CAUSE_WORDS[cause];
    const said =
      place.at === "worker"
        ? "Node could not be started, so Run and Check use the ordinary worker:"
        : "This exercise needs Node, which cannot be started here:";
    this.element.replaceChildren(
      h(
        "div",
        { class: "notice", "data-kind": "problem", "data-cause": cause, role: "alert" },
        icon("problem"),
        // Where there is no result, the panel in its place says the rest.
        h("p", {}, h("strong", {}, said), place.at === "worker" ? ` ${what} ${next}` : ` ${what}`),
        drawRemedy(cause, this.#on),
        place.at === "worker" && h("a", { href: `/exercises/${this.#exercise}/` }, "Ordinary workspace"),
      ),
    );
  }
}
