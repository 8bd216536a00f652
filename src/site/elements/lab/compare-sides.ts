// Left and right: beside each other where there is room, else one below the other, each with its name.
import { h } from "../h.ts";

/** Names of the two checkpoints. */
export type Sides = readonly [left: string, right: string];

/** Null: there is nothing on that side. */
export function drawSides(
  [leftName, rightName]: Sides,
  left: Node | string | null,
  right: Node | string | null,
): HTMLElement {
  return h("div", { class: "sides" }, drawSide("left", leftName, left), drawSide("right", rightName, right));
}

function drawSide(side: string, name: string, content: Node | string | null): HTMLElement {
  return h(
    "div",
    { class: "side", "data-side": side, "data-empty": content === null },
    h("p", { class: "side-name" }, `${name}:`),
    h("div", { class: "side-value" }, content ?? h("span", { class: "nothing" }, "not here")),
  );
}
