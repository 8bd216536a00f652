// Where to crash: a list of the moments of a run, steps to the one before and after, and the two big buttons.
import { eventInWords } from "../../../lab/crash/timeline.ts";
import type { CrashEvent } from "../../../lab/model.ts";
import { h, icon } from "../h.ts";

export interface MomentsView {
  readonly events: readonly CrashEvent[];
  readonly chosen: string | null;
}

export interface MomentsEvents {
  choose(moment: string): void;
  crash(): void;
  toTheEnd(): void;
}

export class CrashMoments {
  readonly element: HTMLElement;
  readonly #events: MomentsEvents;
  readonly #select: HTMLSelectElement;
  #drawn = "";

  constructor(events: MomentsEvents) {
    this.#events = events;
    this.#select = h("select", { change: () => events.choose(this.#select.value) });
    const step = (label: string, sign: string, by: number) =>
      h(
        "button",
        { type: "button", class: "button small", "aria-label": label, title: label, click: () => this.#step(by) },
        sign,
      );
    this.element = h(
      "div",
      { class: "crash-moments" },
      h(
        "div",
        { class: "crash-moment-choice" },
        h(
          "label",
          { class: "crash-moment-label" },
          h("span", { class: "label" }, "Crash at this moment, or click one in the picture"),
          this.#select,
        ),
        step("One moment earlier", "←", -1),
        step("One moment later", "→", 1),
      ),
      h(
        "div",
        { class: "crash-buttons" },
        h(
          "button",
          { type: "button", class: "button crash-button", click: () => events.crash() },
          bolt(),
          "Crash here",
        ),
        h("button", { type: "button", class: "button", click: () => events.toTheEnd() }, icon("run"), "Run to the end"),
      ),
    );
  }

  update({ events, chosen }: MomentsView): void {
    const drawn = JSON.stringify(events);
    if (drawn !== this.#drawn)
      this.#select.replaceChildren(
        ...events.map((event) => h("option", { value: event.moment }, `${event.atMs} ms: ${eventInWords(event)}`)),
      );
    this.#drawn = drawn;
    this.#select.value = chosen ?? "";
  }

  #step(by: number): void {
    const { options, selectedIndex } = this.#select;
    const option = options[Math.min(Math.max(selectedIndex + by, 0), options.length - 1)];
    if (option) this.#events.choose(option.value);
  }
}

function bolt(): SVGSVGElement {
  const svg = icon("problem");
  svg.querySelector("path")!.setAttribute("d", "M9 1.500L3.500 9H8l-1 5.500L12.500 7H8z");
  return svg;
}
