// What changed inside a channel, part by part: what came, what went, and within texts the words.
import type { ChannelDiff, ShownMessage, ShownValue, ValueDiff } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import {
  CHANGE_SIGNS,
  CHANGE_WORDS,
  type Change,
  type ChangeWords,
  messageAt,
  messageDiffs,
  pathText,
} from "./diff-parts.ts";
import { diffWords, shortened } from "./diff-words.ts";
import { messageLine } from "./message-card.ts";
import type { Folds, Place } from "./value-folds.ts";
import { count, isMessage, isShort } from "./value-outline.ts";
import { drawValue, fillInPortions } from "./value-tree.ts";
import "./diff-list.css";

/** Of a value that changed: its parts, or the whole before and after where there are none. */
export function drawChanges(diff: ChannelDiff, place: Place, folds: Folds, says = CHANGE_WORDS): HTMLElement {
  const { name, parts, partsLeftOut = 0, left, right } = diff;
  if (parts.length === 0) return drawBoth(left, right, place, folds);
  const list = fillInPortions(h("ul", { class: "diff-parts" }), parts.length, (index) => {
    const part = parts[index]!;
    const message = part.path.length > 1 ? messageAt(diff, part) : null;
    const about = message === null ? "" : messageLine(message);
    return h("li", {}, drawChange(part, { name, says, about }, [...place, ...part.path, part.change], folds));
  });
  if (partsLeftOut > 0)
    list.append(
      h("p", { class: "value-more" }, `${count(partsLeftOut, "more place")} not the same, too many to list.`),
    );
  return list;
}

export function changeMark(change: Change, word: string = change): HTMLElement {
  return h(
    "span",
    { class: "change-mark", "data-change": change },
    h("span", { class: "change-sign", "aria-hidden": "true" }, CHANGE_SIGNS[change]),
    word,
  );
}

interface Told {
  /** What the path begins with. */
  readonly name: string;
  readonly says: ChangeWords;
  /** What the part is of, where its path is not enough. */
  readonly about: string;
}

function drawChange(part: ValueDiff, { name, says, about }: Told, place: Place, folds: Folds): HTMLElement {
  const { path, change, left, right } = part;
  const where = path.length > 0 && h("code", {}, pathText(name, path));
  return h(
    "div",
    { class: "diff-part", "data-change": change },
    h(
      "p",
      { class: "diff-head" },
      changeMark(change, says[change]),
      where,
      about !== "" && h("span", { class: "nothing" }, about),
    ),
    change === "added" && drawValue(right, place, folds),
    change === "removed" && drawValue(left, place, folds),
    change === "changed" && drawBoth(left, right, place, folds),
  );
}

function drawBoth(left: ShownValue, right: ShownValue, place: Place, folds: Folds): HTMLElement {
  if (typeof left === "string" && typeof right === "string") return drawWords(left, right, place, folds);
  if (isMessage(left) && isMessage(right)) return drawMessageChanges(left, right, place, folds);
  return drawWhole(left, right, place, folds);
}

/** What differs between two forms of one message. */
export function drawMessageChanges(left: ShownMessage, right: ShownMessage, place: Place, folds: Folds): HTMLElement {
  const parts = messageDiffs(left, right);
  return fillInPortions(h("ul", { class: "diff-parts" }), parts.length, (index) => {
    const part = parts[index]!;
    return h(
      "li",
      {},
      drawChange(part, { name: "message", says: CHANGE_WORDS, about: "" }, [...place, ...part.path], folds),
    );
  });
}

/** The words that went are struck through, those that came are underlined. */
export function drawWords(left: string, right: string, place: Place, folds: Folds): HTMLElement {
  const stretches = diffWords(left, right);
  if (stretches === null) return drawWhole(left, right, place, folds);
  return h(
    "p",
    { class: "diff-words" },
    ...shortened(stretches).map((stretch) => {
      if ("leftOut" in stretch)
        return h("span", { class: "diff-gap" }, ` … ${count(stretch.leftOut, "character")} alike … `);
      if (stretch.kind === "same") return stretch.text;
      return h(stretch.kind === "added" ? "ins" : "del", {}, stretch.text);
    }),
  );
}

function drawWhole(left: ShownValue, right: ShownValue, place: Place, folds: Folds): HTMLElement {
  if (isShort(left) && isShort(right))
    return h(
      "p",
      { class: "diff-short" },
      h("del", {}, drawValue(left, place, folds)),
      h("span", { class: "diff-arrow", role: "img", "aria-label": "became" }, "→"),
      h("ins", {}, drawValue(right, place, folds)),
    );
  return h(
    "div",
    { class: "before-after" },
    h("p", { class: "label" }, "before"),
    drawValue(left, [...place, "before"], folds),
    h("p", { class: "label" }, "after"),
    drawValue(right, [...place, "after"], folds),
  );
}
