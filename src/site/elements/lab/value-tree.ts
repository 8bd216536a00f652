// A stored value as rows that fold. Native details, no ARIA tree: values are there to be read, selected and copied, which the
// application mode of a tree takes away; and a list of folds needs no keys that somebody has to learn first.
import type { ShownValue } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { drawMessage } from "./message-card.ts";
import type { Folds, Place } from "./value-folds.ts";
import {
  FIRST_CHARACTERS,
  FIRST_ITEMS,
  count,
  grouped,
  isMessage,
  keyText,
  lengthOf,
  outline,
  portion,
  textPortion,
} from "./value-outline.ts";
import "./value-tree.css";

/** `place` is where the learner's choices of folds are kept; its depth decides what is open at first. */
export function drawValue(value: ShownValue, place: Place, folds: Folds, depth = 0): HTMLElement {
  const form = outline(value, depth);
  switch (form.form) {
    case "line":
      return h("span", { class: `value-line value-${form.literal}` }, form.text);
    case "small":
      return h("span", { class: "value-line" }, form.text);
    case "message":
      return drawMessage(value as Parameters<typeof drawMessage>[0], place, folds);
    case "text":
      return drawFold(form, place, folds, () => drawText(String(value)));
    case "fold":
      return drawFold(form, place, folds, () => drawInside(value, place, folds, depth));
  }
}

/** What is inside is built when it is first seen. */
export function drawFold(
  fold: { readonly title: string; readonly preview?: string; readonly open: boolean },
  place: Place,
  folds: Folds,
  build: () => Node,
): HTMLDetailsElement {
  const summary = h(
    "summary",
    {},
    h("span", { class: "fold-title" }, fold.title),
    fold.preview !== undefined && h("span", { class: "fold-preview" }, fold.preview),
  );
  const body = h("div", { class: "fold-body" });
  const open = folds.isOpen(place, fold.open);
  const details = h("details", { class: "value-fold", open }, summary, body);
  const fill = () => {
    if (body.childNodes.length === 0) body.append(build());
  };
  if (open) fill();
  // The event toggle comes a moment after the fold has opened: what is inside must be there by then.
  summary.addEventListener("click", fill);
  details.addEventListener("toggle", () => {
    if (details.open) fill();
    // Also comes when a fold is made open, which is nobody's choice.
    if (details.open !== folds.isOpen(place, fold.open)) folds.choose(place, details.open);
  });
  return details;
}

/** Long texts come in portions as well. Break where the text does. */
export function drawText(text: string, first = FIRST_CHARACTERS): HTMLElement {
  const shown = h("div", { class: "value-text" });
  const note = h("p", { class: "value-more" });
  const show = (asked: number) => {
    const part = textPortion(text, asked);
    shown.textContent = text.slice(0, part.shown);
    if (part.rest === 0) {
      note.replaceChildren();
      return;
    }
    note.replaceChildren(
      `Cut here: ${grouped(part.shown)} of ${count(lengthOf(text), "character")}. `,
      moreButton(`Show ${grouped(part.next)} more`, () => {
        show(part.shown + part.next);
        note.querySelector("button")?.focus();
      }),
    );
  };
  show(first);
  return h("div", {}, shown, note);
}

/** Adds items to `list` portion by portion. `draw` is called once for each. */
export function fillInPortions(list: HTMLElement, total: number, draw: (index: number) => HTMLElement): HTMLElement {
  const note = h("p", { class: "value-more" });
  let drawn = 0;
  const show = (asked: number) => {
    const part = portion(total, asked);
    for (; drawn < part.shown; drawn++) list.append(draw(drawn));
    note.replaceChildren();
    if (part.rest === 0) return;
    const button = moreButton(`+ ${grouped(part.rest)} more`, () => {
      show(part.shown + part.next);
      // The way goes on where the new ones begin.
      const begins = list.children[part.shown];
      if (!(begins instanceof HTMLElement)) return;
      begins.tabIndex = -1;
      begins.focus();
    });
    note.append(button, part.next < part.rest ? ` (the next ${grouped(part.next)})` : "");
  };
  show(FIRST_ITEMS);
  return h("div", {}, list, note);
}

function drawInside(value: ShownValue, place: Place, folds: Folds, depth: number): HTMLElement {
  if (typeof value === "object" && value?.is === "list") {
    const { items } = value;
    const messages = items.every(isMessage);
    return fillInPortions(h("ol", { class: messages ? "messages" : "value-rows" }), items.length, (index) => {
      const item = items[index] ?? null;
      if (isMessage(item)) return h("li", {}, drawMessage(item, placeOfMessage(item, place, index), folds));
      return drawRow(String(index), item, [...place, index], folds, depth);
    });
  }
  if (typeof value !== "object" || value?.is !== "object") return h("div");
  const { entries } = value;
  return fillInPortions(h("ul", { class: "value-rows" }), entries.length, (index) => {
    const [key, item] = entries[index] ?? ["", null];
    return drawRow(keyText(key), item, [...place, key], folds, depth);
  });
}

function drawRow(key: string, value: ShownValue, place: Place, folds: Folds, depth: number): HTMLElement {
  return h("li", {}, h("span", { class: "value-key" }, key), drawValue(value, place, folds, depth + 1));
}

/** By id, so that an open fold stays with its message when others come before it. */
function placeOfMessage(message: { readonly id: string | null }, place: Place, index: number): Place {
  return [...place, message.id ?? index];
}

export function moreButton(label: string, act: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "link-button", click: act }, label);
}
