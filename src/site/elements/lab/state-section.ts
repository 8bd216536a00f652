// The values of one checkpoint: channels that nodes see, then LangGraph's own behind a fold.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { ChannelDiff, CheckpointState } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { changeMark } from "./diff-list.ts";
import { isFew } from "./diff-parts.ts";
import { ChannelCards, type Form, type ShownChannel } from "./state-channel.ts";
import { emptyWords, parentWords } from "./state-words.ts";
import type { Folds } from "./value-folds.ts";
import { count, cut, showsAlike } from "./value-outline.ts";
import { drawValue } from "./value-tree.ts";

export interface ShownState {
  readonly node: TreeNode;
  readonly state: CheckpointState;
  /** Against the parent; null when there is nothing to compare with, or it could not be read. */
  readonly changes: readonly ChannelDiff[] | null;
  /** Why the changes could not be read, in words; null when they could. */
  readonly unread: string | null;
}

const BOOKKEEPING =
  "What LangGraph notes for itself: input on its way to a node, and which nodes are due. Nodes do not see it, and it counts towards the bytes.";
const NAME_CHARACTERS = 80;

export class StateSection {
  readonly element: HTMLElement;
  readonly #folds: Folds;
  readonly #channels: ChannelCards;
  readonly #internal: ChannelCards;
  readonly #against = h("p", { class: "state-against" });
  readonly #empty = h("p", { class: "empty" });
  readonly #gone = h("div", { class: "state-gone" });
  readonly #forms = new Map<Form, HTMLButtonElement>();
  readonly #bookkeeping: HTMLDetailsElement;
  readonly #bookkeepingCount = h("span", { class: "fold-preview" });
  #form: Form = "pretty";
  #shown: ShownState | null = null;
  #goneDrawn: readonly ChannelDiff[] = [];

  constructor(folds: Folds) {
    this.#folds = folds;
    this.#channels = new ChannelCards(folds);
    this.#internal = new ChannelCards(folds);
    this.#bookkeeping = h(
      "details",
      { class: "value-fold bookkeeping" },
      h("summary", {}, h("span", { class: "fold-title" }, "LangGraph’s own bookkeeping"), this.#bookkeepingCount),
      h("div", { class: "fold-body" }, h("p", { class: "note" }, BOOKKEEPING), this.#internal.element),
    );
    this.element = h(
      "div",
      { class: "state-section" },
      h("div", { class: "state-tools" }, this.#against, this.#drawForms()),
      this.#empty,
      this.#channels.element,
      this.#gone,
      this.#bookkeeping,
    );
  }

  update(shown: ShownState): void {
    this.#shown = shown;
    const { node, state, changes, unread } = shown;
    const diffs = new Map(changes?.map((diff) => [diff.name, diff]));
    const openChanges = changes !== null && isFew(changes);
    const cards = state.channels.map((channel): ShownChannel => ({
      channel,
      diff: diffs.get(channel.name) ?? null,
      form: this.#form,
      openChanges,
    }));
    const internal = cards.filter(({ channel }) => channel.internal);
    this.#channels.update(cards.filter(({ channel }) => !channel.internal));
    this.#internal.update(internal);
    this.#bookkeeping.hidden = internal.length === 0;
    this.#bookkeepingCount.textContent = count(internal.length, "channel");
    say(this.#against, unread === null ? parentWords(node) : `What changed could not be read: ${unread}`);
    say(this.#empty, emptyWords(state.channels));
    this.#updateGone((changes ?? []).filter(({ change, internal: isInternal }) => change === "removed" && !isInternal));
  }

  #updateGone(gone: readonly ChannelDiff[]): void {
    if (showsAlike(gone, this.#goneDrawn)) return;
    this.#goneDrawn = gone;
    this.#gone.replaceChildren(
      ...gone.map(({ name, left }) =>
        h(
          "section",
          { class: "channel", "data-change": "removed", "aria-label": `channel ${cut(name, NAME_CHARACTERS)}` },
          h(
            "div",
            { class: "channel-head" },
            h("h4", {}, h("code", {}, cut(name, NAME_CHARACTERS))),
            changeMark("removed"),
          ),
          h("p", { class: "label" }, "it was"),
          h("div", { class: "channel-value" }, drawValue(left, ["gone", name], this.#folds)),
        ),
      ),
    );
  }

  #drawForms(): HTMLElement {
    const button = (form: Form, label: string) => {
      const made = h(
        "button",
        { type: "button", "aria-pressed": String(form === this.#form), click: () => this.#choose(form) },
        label,
      );
      this.#forms.set(form, made);
      return made;
    };
    const buttons = [button("pretty", "Pretty"), button("json", "JSON")];
    return h("div", { class: "form-switch", role: "group", "aria-label": "How values are shown" }, ...buttons);
  }

  #choose(form: Form): void {
    this.#form = form;
    for (const [each, button] of this.#forms) button.setAttribute("aria-pressed", String(each === form));
    if (this.#shown) this.update(this.#shown);
  }
}

function say(element: HTMLElement, words: string): void {
  element.hidden = words === "";
  if (element.textContent !== words) element.textContent = words;
}
