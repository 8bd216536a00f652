// Channels as cards: name, what happened to it against the parent, its value. A card that shows the same stays as it is, with
// all that was unfolded in it.
import type { Channel, ChannelDiff } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { changeMark, drawChanges } from "./diff-list.ts";
import { changeSummary } from "./diff-parts.ts";
import { copyButton } from "./state-copy.ts";
import type { Folds } from "./value-folds.ts";
import { cut, isShort, showsAlike, sizeText } from "./value-outline.ts";
import { drawFold, drawText, drawValue } from "./value-tree.ts";

export type Form = "pretty" | "json";

export interface ShownChannel {
  readonly channel: Channel;
  /** Against the parent; null when that cannot be told. */
  readonly diff: ChannelDiff | null;
  readonly form: Form;
  /** What changed stands open at first. */
  readonly openChanges: boolean;
}

const NAME_CHARACTERS = 80;
const FIRST_OF_JSON = 1_500;

export class ChannelCards {
  readonly element = h("div", { class: "channels" });
  readonly #folds: Folds;
  readonly #cards = new Map<string, { shown: ShownChannel; readonly element: HTMLElement }>();

  constructor(folds: Folds) {
    this.#folds = folds;
  }

  update(channels: readonly ShownChannel[]): void {
    const names = new Set(channels.map(({ channel }) => channel.name));
    for (const [name, { element }] of this.#cards) {
      if (names.has(name)) continue;
      element.remove();
      this.#cards.delete(name);
    }
    for (const [at, shown] of channels.entries()) {
      const { element } = this.#card(shown);
      // Moved only when it has to be: what is moved loses its focus.
      if (this.element.children[at] !== element) this.element.insertBefore(element, this.element.children[at] ?? null);
    }
  }

  #card(shown: ShownChannel): { readonly element: HTMLElement } {
    const { name } = shown.channel;
    const card = this.#cards.get(name);
    if (card && showsAlike(card.shown, shown)) return card;
    const element = card?.element ?? h("section", { class: "channel" });
    element.setAttribute("aria-label", `channel ${cut(name, NAME_CHARACTERS)}`);
    element.dataset.change = shown.diff?.change ?? "unknown";
    element.replaceChildren(...drawCard(shown, this.#folds));
    const drawn = { shown, element };
    this.#cards.set(name, drawn);
    return drawn;
  }
}

function drawCard({ channel, diff, form, openChanges }: ShownChannel, folds: Folds): Node[] {
  const { name, version, bytes, json } = channel;
  const notes = [version === null ? null : `version ${cut(versionText(version), 20)}`, sizeText(bytes)];
  const head = h(
    "div",
    { class: "channel-head" },
    h("h4", {}, h("code", {}, cut(name, NAME_CHARACTERS))),
    diff !== null && changeMark(diff.change),
    h("span", { class: "channel-note" }, notes.filter((note) => note !== null).join(" · ")),
    form === "json" &&
      json !== null &&
      copyButton({
        shown: "Copy",
        copied: json,
        says: `copy ${cut(name, NAME_CHARACTERS)} as JSON`,
        kind: "button small",
      }),
  );
  return [
    head,
    ...(diff?.change === "changed" && !isShortChange(diff) ? [drawWhatChanged(diff, openChanges, folds)] : []),
    h(
      "div",
      { class: "channel-value" },
      form === "json" ? drawJson(json) : drawValue(channel.value, [name], folds),
      diff !== null && isShortChange(diff) && h("p", { class: "was" }, "was ", drawValue(diff.left, [name], folds)),
    ),
  ];
}

/** A word beside the value says it all. */
function isShortChange({ change, parts, left, right }: ChannelDiff): boolean {
  return change === "changed" && parts.length === 0 && isShort(left) && isShort(right);
}

function drawWhatChanged(diff: ChannelDiff, open: boolean, folds: Folds): HTMLElement {
  const fold = { title: "What changed", preview: changeSummary(diff), open };
  const details = drawFold(fold, ["changes", diff.name], folds, () => drawChanges(diff, ["change", diff.name], folds));
  details.classList.add("what-changed");
  return details;
}

function drawJson(json: string | null): HTMLElement {
  if (json === null)
    return h(
      "p",
      { class: "empty" },
      "JSON has no words for this value: it was stored by a serializer of another kind.",
    );
  const text = drawText(json, FIRST_OF_JSON);
  text.classList.add("json-text");
  return text;
}

/** Versions of LangGraph's savers may be "00000003.0.48…": what counts is before the dot. */
function versionText(version: string | number): string {
  return typeof version === "number" ? String(version) : version.replace(/^0+(?=\d)/, "").replace(/\..*$/s, "");
}
