// The replay of one answer: a scrubber over its moments, with what the files were then and what had changed.
import type { ReviewPage, ShownItem } from "../../../interview/review-page.ts";
import { h } from "../../elements/h.ts";
import { clock, span } from "../words.ts";
import { drawMoment, momentWords } from "./draw-moment.ts";
import { firstAllGreen, type Moment, momentsOf } from "./moments.ts";
import { Track } from "./track.ts";

const SPEEDS = [1, 10, 60] as const;
/** However long nothing happened, the next moment comes after this. */
const LONGEST_WAIT_MS = 2_500;
const SHORTEST_WAIT_MS = 350;

export class Replay {
  readonly element: HTMLElement;
  readonly #shown: ShownItem;
  readonly #moments: readonly Moment[];
  readonly #view = h("div", { class: "moment" });
  readonly #slider: HTMLInputElement;
  readonly #play: HTMLButtonElement;
  readonly #speed: HTMLSelectElement;
  readonly #back: HTMLButtonElement;
  readonly #forth: HTMLButtonElement;
  readonly #said = h("p", { class: "visually-hidden", role: "status" });
  readonly #track: Track;
  #index: number;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(shown: ShownItem, moments: readonly Moment[]) {
    this.#shown = shown;
    this.#moments = moments;
    this.#index = moments.length - 1;
    this.#track = new Track(moments, (index) => this.#go(index));
    this.#slider = h("input", {
      type: "range",
      min: 0,
      max: moments.length - 1,
      step: 1,
      "aria-label": "Moment of the session",
      input: () => this.#go(Number(this.#slider.value)),
    });
    const button = (text: string, name: string, act: () => void) =>
      h("button", { type: "button", class: "button small", "data-do": name, click: act }, text);
    this.#play = button("Play", "play", () => (this.#timer === null ? this.#start() : this.#stop()));
    this.#back = button("Back", "back", () => this.#go(this.#index - 1));
    this.#forth = button("Forward", "forward", () => this.#go(this.#index + 1));
    this.#speed = h(
      "select",
      {},
      ...SPEEDS.map((speed) => h("option", { value: speed, selected: speed === 10 }, `${speed} ×`)),
    );
    const green = firstAllGreen(moments);
    const toGreen = button("First all green", "green", () => this.#go(green));
    if (green < 0) {
      toGreen.disabled = true;
      toGreen.textContent = "Never all green";
    }
    this.element = h(
      "div",
      { class: "replay", role: "group", "aria-label": `Replay of ${shown.exercise}` },
      h(
        "div",
        { class: "replay-controls" },
        this.#play,
        this.#back,
        this.#forth,
        toGreen,
        h("label", { class: "speed" }, "Speed", this.#speed),
      ),
      this.#track.element,
      this.#slider,
      this.#said,
      this.#view,
    );
    this.#draw();
  }

  #go(index: number): void {
    this.#stop();
    this.#show(index);
  }

  #show(index: number): void {
    this.#index = Math.min(Math.max(index, 0), this.#moments.length - 1);
    this.#draw();
  }

  #start(): void {
    if (this.#index === this.#moments.length - 1) this.#show(0);
    this.#play.textContent = "Pause";
    this.#wait();
  }

  #wait(): void {
    const [now, next] = [this.#moments[this.#index], this.#moments[this.#index + 1]];
    if (!now || !next) return this.#stop();
    const ms = (next.at - now.at) / Number(this.#speed.value);
    this.#timer = setTimeout(
      () => {
        this.#show(this.#index + 1);
        this.#wait();
      },
      Math.min(Math.max(ms, SHORTEST_WAIT_MS), LONGEST_WAIT_MS),
    );
  }

  #stop(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#play.textContent = "Play";
    this.#draw();
  }

  #draw(): void {
    const moment = this.#moments[this.#index]!;
    const words = `${this.#index + 1} of ${this.#moments.length}, at ${clock(moment.at)}: ${momentWords(moment)}`;
    this.#slider.value = String(this.#index);
    this.#slider.setAttribute("aria-valuetext", words);
    this.#back.setAttribute("aria-disabled", String(this.#index === 0));
    this.#forth.setAttribute("aria-disabled", String(this.#index === this.#moments.length - 1));
    this.#track.mark(this.#index);
    const playing = this.#timer !== null;
    // The slider says it to whoever moves it; while it plays, one message after the other would be noise.
    if (!playing && document.activeElement !== this.#slider && this.#said.textContent !== words)
      this.#said.textContent = this.element?.contains(document.activeElement) ? words : "";
    this.#view.replaceChildren(...drawMoment(this.#moments, this.#index, this.#shown));
  }
}

/** The replay, or why there is none. */
export function drawReplay(shown: ShownItem, { log, review }: ReviewPage): HTMLElement {
  const moments = momentsOf(shown, log);
  const happened = moments.length - 2;
  const pauses = moments.reduce((sum, { pausedMs }) => sum + pausedMs, 0);
  const head = h("h4", {}, "Replay");
  if (!review.recorded)
    return h(
      "section",
      { class: "part" },
      head,
      h(
        "p",
        { class: "note" },
        "Nothing was recorded: the candidate did not agree to it. There is the answer as it was handed in, and the last attempt where there was one.",
      ),
      ...(shown.attempts.length > 0 ? [new Replay(shown, moments).element] : []),
    );
  if (happened === 0) {
    const isChanged = Object.entries(shown.files).some(([name, text]) => shown.starter[name] !== text);
    const said = isChanged
      ? "No edit and no attempt was recorded. The answer is not as it was given: what changed it is not in the recording."
      : "No edit and no attempt was recorded.";
    return h("section", { class: "part" }, head, h("p", { class: "note" }, said));
  }
  const count = `${shown.attempts.length} ${shown.attempts.length === 1 ? "attempt" : "attempts"}, ${shown.edits.length} ${shown.edits.length === 1 ? "edit" : "edits"}`;
  const details = h(
    "details",
    {
      class: "replay-fold",
      toggle: () => {
        // Drawn when it is looked at: thirty answers have a great many moments.
        if (details.open && details.children.length === 1) details.append(new Replay(shown, moments).element);
      },
    },
    h("summary", {}, `${count}${pauses > 0 ? `, and pauses of ${span(pauses)}` : ""}`),
  );
  return h("section", { class: "part" }, head, details);
}
