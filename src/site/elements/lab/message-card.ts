// A message as a message: who says it in word and shape, its text with its own line breaks, and the tools that it calls.
import type { ShownMessage } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { type MessageParts, type ToolCall, messageParts } from "./message-parts.ts";
import { copyButton } from "./state-copy.ts";
import type { Folds, Place } from "./value-folds.ts";
import { cut, previewOf } from "./value-outline.ts";
import { drawFold, drawText, drawValue } from "./value-tree.ts";
import "./message-card.css";

/** Longer texts are cut, as all texts are. */
const FIRST_OF_TEXT = 1_500;
const ID_CHARACTERS = 40;

export function drawMessage(message: ShownMessage, place: Place, folds: Folds): HTMLElement {
  const parts = messageParts(message);
  return h(
    "div",
    { class: "message", "data-shape": parts.role.shape },
    drawHead(message, parts),
    message.text !== "" && drawText(message.text, FIRST_OF_TEXT),
    message.text === "" && parts.calls.length === 0 && h("p", { class: "nothing" }, "No text."),
    ...parts.calls.map((call, index) => drawCall(call, [...place, "call", index], folds)),
    parts.rest.length > 0 && drawRest(parts, [...place, "rest"], folds),
  );
}

function drawHead({ id }: ShownMessage, { role, name, answers }: MessageParts): HTMLElement {
  return h(
    "p",
    { class: "message-head" },
    h("span", { class: "role-shape", "aria-hidden": "true" }),
    h("strong", {}, cut(role.word, ID_CHARACTERS)),
    name !== null && h("span", { class: "message-name" }, cut(name, ID_CHARACTERS)),
    answers !== null && h("span", { class: "message-name" }, `answers ${cut(answers, ID_CHARACTERS)}`),
    id === null
      ? h("span", { class: "message-id" }, "no id")
      : copyButton({ shown: cut(id, ID_CHARACTERS), copied: id, says: "copy the id", kind: "message-id" }),
  );
}

function drawCall({ name, args, id }: ToolCall, place: Place, folds: Folds): HTMLElement {
  return h(
    "div",
    { class: "tool-call" },
    h(
      "p",
      {},
      "calls ",
      h("code", {}, cut(name, ID_CHARACTERS)),
      id !== null && h("span", { class: "message-id" }, cut(id, ID_CHARACTERS)),
    ),
    drawValue(args, place, folds, 1),
  );
}

function drawRest({ rest }: MessageParts, place: Place, folds: Folds): HTMLElement {
  const names = rest.map(([key]) => key).join(", ");
  return drawFold({ title: "more", preview: cut(names, ID_CHARACTERS), open: false }, place, folds, () =>
    h(
      "ul",
      { class: "value-rows" },
      ...rest.map(([key, item]) =>
        h("li", {}, h("span", { class: "value-key" }, key), drawValue(item, [...place, key], folds, 1)),
      ),
    ),
  );
}

/** For a line: who says what. */
export function messageLine(message: ShownMessage): string {
  return previewOf(message, ID_CHARACTERS);
}
