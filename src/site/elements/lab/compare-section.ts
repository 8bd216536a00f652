// Any two checkpoints beside each other: where they part, what ran since, what is next, and every value that differs.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { ChannelDiff, Comparison } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { drawFacts } from "./compare-facts.ts";
import { drawMessages } from "./compare-messages.ts";
import { ancestorWords, messageRows, sideNames, swapped } from "./compare-rows.ts";
import { drawSides, type Sides } from "./compare-sides.ts";
import { changeMark, drawChanges } from "./diff-list.ts";
import { type ChangeWords, changeSummary } from "./diff-parts.ts";
import { diffWords } from "./diff-words.ts";
import type { Folds } from "./value-folds.ts";
import { count, cut, grouped, showsAlike } from "./value-outline.ts";
import { drawFold, drawValue } from "./value-tree.ts";
import "./compare-section.css";

const NAME_CHARACTERS = 80;

interface Compared {
  readonly comparison: Comparison;
  readonly left: TreeNode;
  readonly right: TreeNode;
}

export class CompareSection {
  readonly element = h("div", { class: "compare-section" });
  readonly #folds: Folds;
  readonly #swap: HTMLButtonElement;
  readonly #body = h("div");
  #compared: Compared | null = null;
  #drawn: unknown = null;
  #isSwapped = false;

  constructor(folds: Folds) {
    this.#folds = folds;
    this.#swap = h("button", { type: "button", class: "button small", click: () => this.#turn() }, "Swap sides");
    this.element.append(this.#body);
  }

  /** `left` and `right` in the order of the comparison. */
  update(compared: Compared): void {
    this.#compared = compared;
    this.#draw();
  }

  #turn(): void {
    this.#isSwapped = !this.#isSwapped;
    this.#draw();
    this.#swap.focus();
  }

  #draw(): void {
    if (!this.#compared) return;
    const { comparison, left, right } = this.#isSwapped ? turned(this.#compared) : this.#compared;
    const sides: Sides = sideNames(left, right);
    const words = ancestorWords(comparison, left, right);
    const drawn = [comparison, sides, words];
    if (showsAlike(drawn, this.#drawn)) return;
    this.#drawn = drawn;
    this.#body.replaceChildren(
      h(
        "div",
        { class: "compare-head" },
        h("p", {}, h("strong", {}, sides[0]), " beside ", h("strong", {}, sides[1])),
        this.#swap,
        h("p", { class: "compare-ancestor", "data-none": comparison.ancestor === null }, words),
      ),
      drawFacts(comparison, left, right),
      ...this.#drawChannels(comparison, sides),
    );
  }

  #drawChannels({ channels }: Comparison, sides: Sides): HTMLElement[] {
    const ours = channels.filter(({ internal }) => internal);
    const state = channels.filter(({ internal }) => !internal);
    const differ = state.filter(({ change }) => change !== "same");
    const same = state.filter(({ change }) => change === "same");
    const draw = (diff: ChannelDiff) => this.#drawChannel(diff, sides);
    return [
      differ.length === 0 &&
        h(
          "p",
          { class: "empty" },
          state.length === 0 ? "Neither has a value." : "All values are the same on both sides.",
        ),
      ...differ.map(draw),
      same.length > 0 &&
        drawFold(
          { title: `the same on both: ${count(same.length, "channel")}`, preview: namesOf(same), open: false },
          ["compare", "same"],
          this.#folds,
          () => h("div", {}, ...same.map(draw)),
        ),
      ours.length > 0 &&
        drawFold(
          { title: "LangGraph’s own bookkeeping", preview: differText(ours), open: false },
          ["compare", "internal"],
          this.#folds,
          () => h("div", {}, ...ours.map(draw)),
        ),
    ].filter((part) => part !== false);
  }

  #drawChannel(diff: ChannelDiff, sides: Sides): HTMLElement {
    const name = cut(diff.name, NAME_CHARACTERS);
    return h(
      "section",
      { class: "channel", "data-change": diff.change, "aria-label": `channel ${name}` },
      h(
        "div",
        { class: "channel-head" },
        h("h4", {}, h("code", {}, name)),
        changeMark(diff.change, sideWords(sides)[diff.change]),
        diff.change === "changed" && h("span", { class: "channel-note" }, changeSummary(diff, sideWords(sides))),
      ),
      this.#drawValues(diff, sides),
    );
  }

  #drawValues(diff: ChannelDiff, sides: Sides): HTMLElement {
    const { name, change, left, right } = diff;
    const place = ["compare", name];
    if (change === "same") return drawValue(left, place, this.#folds);
    const messages = messageRows(change === "added" ? null : left, change === "removed" ? null : right);
    if (messages) return drawMessages(messages, sides, place, this.#folds);
    const side = (value: typeof left, word: string) => drawValue(value, [...place, word], this.#folds);
    const both = drawSides(
      sides,
      change === "added" ? null : side(left, "left"),
      change === "removed" ? null : side(right, "right"),
    );
    if (change !== "changed" || !hasInside(diff)) return both;
    return h(
      "div",
      {},
      h("p", { class: "label from-to" }, `from ${sides[0]} to ${sides[1]}`),
      drawChanges(diff, [...place, "parts"], this.#folds, sideWords(sides)),
      drawFold({ title: "both whole", open: false }, [...place, "whole"], this.#folds, () => both),
    );
  }
}

/** Differences can be told apart from what is the same. */
function hasInside({ parts, left, right }: ChannelDiff): boolean {
  if (parts.length > 0) return true;
  return typeof left === "string" && typeof right === "string" && diffWords(left, right) !== null;
}

/** Of two that stand beside each other neither is before. */
function sideWords([left, right]: Sides): ChangeWords {
  return { same: "the same", added: `only ${right}`, removed: `only ${left}`, changed: "differs" };
}

function namesOf(channels: readonly ChannelDiff[]): string {
  return cut(channels.map(({ name }) => name).join(", "), NAME_CHARACTERS);
}

function differText(channels: readonly ChannelDiff[]): string {
  const differ = channels.filter(({ change }) => change !== "same").length;
  return differ === 0 ? "the same on both" : `${count(differ, "channel")} of ${grouped(channels.length)} not the same`;
}

function turned({ comparison, left, right }: Compared): Compared {
  return { comparison: swapped(comparison), left: right, right: left };
}
