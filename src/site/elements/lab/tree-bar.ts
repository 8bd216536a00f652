// Above the tree: how much of it is shown, the way to the latest, and what the shapes and the keys mean.
import type { Granularity } from "../../../inspect/fold-tree.ts";
import { h } from "../h.ts";
import { shapeOf, SOURCE_MEANS, SOURCES } from "./tree-shapes.ts";

const CHOICES: readonly { readonly value: Granularity; readonly label: string; readonly means: string }[] = [
  { value: "turns", label: "Turns", means: "one card for each turn" },
  { value: "steps", label: "Steps", means: "each checkpoint of the graph itself" },
  { value: "everything", label: "Everything", means: "subgraphs, and all writes beside checkpoints" },
];

const KEYS: readonly (readonly [readonly string[], string])[] = [
  [["↑", "↓"], "parent, child"],
  [["←", "→"], "neighbour of the same height"],
  [["Home", "End"], "first, latest"],
  [["Enter"], "open its state"],
  [["f"], "fork from it"],
  [["d"], "compare it with the open one"],
  [["Space"], "fold or unfold its turn"],
  [["c"], "copy its full id"],
];

export class TreeBar {
  readonly element: HTMLElement;
  readonly #note = h("p", { class: "tree-note", role: "status" });
  readonly #radios: readonly HTMLInputElement[];

  constructor(events: { choose(granularity: Granularity): void; goToLatest(): void }) {
    // A name of its own: two trees on one page are two groups.
    const group = `tree-${Math.random().toString(36).slice(2)}`;
    this.#radios = CHOICES.map(({ value }) =>
      h("input", { type: "radio", name: group, value, change: () => events.choose(value) }),
    );
    this.element = h(
      "div",
      { class: "tree-bar" },
      h(
        "fieldset",
        { class: "tree-choices" },
        h("legend", { class: "visually-hidden" }, "How much is shown"),
        ...CHOICES.map(({ label, means }, index) =>
          h("label", { title: means }, this.#radios[index]!, h("span", {}, label)),
        ),
      ),
      h("button", { type: "button", class: "button small", click: () => events.goToLatest() }, "Go to latest"),
      legend(),
      this.#note,
    );
  }

  /** `folded` = how many checkpoints there are, when it is for their number that they are shown by turns; else null. */
  update(granularity: Granularity, folded: number | null): void {
    for (const radio of this.#radios) radio.checked = radio.value === granularity;
    const count = folded?.toLocaleString("en");
    const note =
      count === undefined ? "" : `${count} checkpoints: each turn is one card at first. “Steps” shows them all.`;
    if (this.#note.textContent !== note) this.#note.textContent = note;
    this.#note.hidden = note === "";
  }
}

function legend(): Node {
  return h("details", { class: "tree-legend" }, h("summary", {}, "Shapes and keys"), h("div", {}, ...meanings()));
}

function meanings(): Node[] {
  return [
    h(
      "dl",
      {},
      ...SOURCES.flatMap((source) => [h("dt", {}, shapeOf(source), source), h("dd", {}, SOURCE_MEANS[source])]),
      h("dt", {}, h("span", { class: "tree-flag-sample" }, "latest")),
      h("dd", {}, "what is read when no checkpoint_id is given; it moves when something newer is written"),
    ),
    h(
      "dl",
      {},
      ...KEYS.flatMap(([keys, means]) => [h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, means)]),
    ),
  ];
}
