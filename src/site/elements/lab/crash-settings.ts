// What can be set in a crash experiment: durability, how slow the disk is, how long a node works.
import { DURABILITIES } from "../../../lab/crash/crash-table.ts";
import type { CrashExperiment, Durability } from "../../../lab/model.ts";
import { h } from "../h.ts";

export type CrashSetting = Omit<CrashExperiment, "killAt">;

const SENTENCES: Readonly<Record<Durability, string>> = {
  sync: "Each step waits until the checkpoint of the one before is on the disk.",
  async: "The next step begins while the checkpoint is still on its way. LangGraph's default.",
  exit: "One checkpoint, when the run ends. None on the way.",
};

let lastGroup = 0;

export class CrashSettings {
  readonly element: HTMLElement;
  readonly #radios: ReadonlyMap<Durability, HTMLInputElement>;
  readonly #put: Slider;
  readonly #node: Slider;

  constructor(change: (setting: CrashSetting) => void) {
    const changed = () => change(this.#read());
    const group = `crash-durability-${++lastGroup}`;
    this.#radios = new Map(
      DURABILITIES.map((value) => [value, h("input", { type: "radio", name: group, value, change: changed })]),
    );
    this.#put = new Slider("Put latency", "How long a put is on its way to the disk", { min: 0, max: 200 }, changed);
    this.#node = new Slider(
      "Node time",
      "How long each node works; its effect comes halfway",
      { min: 20, max: 300 },
      changed,
    );
    this.element = h(
      "div",
      { class: "crash-settings" },
      h(
        "fieldset",
        {},
        h("legend", {}, "Durability"),
        ...[...this.#radios].map(([name, radio]) => choice(name, radio)),
      ),
      h("div", { class: "crash-sliders" }, this.#put.element, this.#node.element),
    );
  }

  update({ durability, putMs, nodeMs }: CrashSetting): void {
    for (const [name, radio] of this.#radios) radio.checked = name === durability;
    this.#put.value = putMs;
    this.#node.value = nodeMs;
  }

  #read(): CrashSetting {
    const durability = DURABILITIES.find((name) => this.#radios.get(name)!.checked) ?? "async";
    return { durability, putMs: this.#put.value, nodeMs: this.#node.value };
  }
}

function choice(name: Durability, radio: HTMLInputElement): HTMLElement {
  return h("label", { class: "choice-card" }, radio, h("span", {}, h("code", {}, name), " ", SENTENCES[name]));
}

/** Steps of 10 ms. */
class Slider {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #shown = h("output", {});

  constructor(label: string, says: string, range: { min: number; max: number }, changed: () => void) {
    this.#input = h("input", { type: "range", ...range, step: 10, input: () => (this.#show(), changed()) });
    this.element = h(
      "label",
      { class: "crash-slider" },
      h("span", { class: "crash-slider-name" }, label, this.#shown),
      this.#input,
      h("span", { class: "crash-hint" }, says),
    );
  }

  get value(): number {
    return Number(this.#input.value);
  }

  set value(ms: number) {
    this.#input.value = String(ms);
    this.#show();
  }

  #show(): void {
    this.#shown.value = `${this.#input.value} ms`;
    this.#input.setAttribute("aria-valuetext", `${this.#input.value} milliseconds`);
  }
}
