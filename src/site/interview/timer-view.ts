// The soft timer in the header: how much of the time is used, and a pause. It tells once when the time is up.
import { h } from "../elements/h.ts";
import type { App } from "./app.ts";
import { clockText } from "./clock.ts";
import { isTimeUp, totalMs } from "./state.ts";

export class TimerView {
  readonly element: HTMLElement;
  readonly #app: App;
  readonly #text = h("span", { class: "timer-text", role: "timer", "aria-live": "off", "aria-label": "Time used" });
  readonly #pause: HTMLButtonElement;

  constructor(app: App) {
    this.#app = app;
    this.#pause = h(
      "button",
      { type: "button", class: "button small", click: () => app.act({ do: "pause", now: app.now() }) },
      "Pause",
    );
    this.element = h("div", { class: "timer" }, this.#text, this.#pause);
  }

  update(): void {
    const { page, state } = this.#app;
    const { phase } = state;
    this.element.hidden = phase === "welcome" || phase === "finished";
    this.#pause.hidden = phase !== "work";
    this.#text.hidden = !state.timerShown;
    const total = totalMs(page.session, state);
    // Of hours, their minutes: "63:07 of 75 min" is read faster than two clocks.
    this.#text.textContent = `${clockText(state.clock.elapsedMs)} of ${Math.round(total / 60_000)} min`;
    this.element.toggleAttribute("data-up", isTimeUp(state));
  }
}
