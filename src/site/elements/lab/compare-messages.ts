// Two lists of messages as rows: what is on one side only, what differs, and in between what is the same.
import type { ShownMessage } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { type MessageRow, type RowGroup, groupRows } from "./compare-rows.ts";
import { drawSides, type Sides } from "./compare-sides.ts";
import { changeMark, drawMessageChanges } from "./diff-list.ts";
import { drawMessage } from "./message-card.ts";
import type { Folds, Place } from "./value-folds.ts";
import { count } from "./value-outline.ts";
import { drawFold, fillInPortions } from "./value-tree.ts";

export function drawMessages(rows: readonly MessageRow[], sides: Sides, place: Place, folds: Folds): HTMLElement {
  const groups = groupRows(rows);
  return fillInPortions(h("ol", { class: "message-rows" }), groups.length, (at) =>
    h("li", {}, drawGroup(groups[at]!, sides, [...place, at], folds)),
  );
}

function drawGroup(group: RowGroup, sides: Sides, place: Place, folds: Folds): HTMLElement {
  if (group.kind === "pair") return drawPair(group.row, sides, place, folds);
  const { kind, messages } = group;
  const list = () => drawList(messages, place, folds);
  if (kind === "same")
    return drawFold({ title: `${count(messages.length, "message")} the same`, open: false }, place, folds, list);
  const [left, right] = kind === "only-left" ? [list(), null] : [null, list()];
  const mark =
    kind === "only-left" ? changeMark("removed", `only ${sides[0]}`) : changeMark("added", `only ${sides[1]}`);
  return h("div", { class: "message-row" }, h("p", { class: "diff-head" }, mark), drawSides(sides, left, right));
}

function drawPair({ kind, left, right }: MessageRow, sides: Sides, place: Place, folds: Folds): HTMLElement {
  const word = kind === "moved" ? "stands elsewhere on the other side" : "differs";
  const draw = (side: string, message: ShownMessage | null) => message && drawMessage(message, [...place, side], folds);
  return h(
    "div",
    { class: "message-row" },
    h("p", { class: "diff-head" }, changeMark("changed", word)),
    drawSides(sides, draw("left", left), draw("right", right)),
    left !== null &&
      right !== null &&
      drawFold({ title: "what differs", open: true }, [...place, "differs"], folds, () =>
        drawMessageChanges(left, right, place, folds),
      ),
  );
}

function drawList(messages: readonly ShownMessage[], place: Place, folds: Folds): HTMLElement {
  return fillInPortions(h("ol", { class: "messages" }), messages.length, (at) =>
    h("li", {}, drawMessage(messages[at]!, [...place, at], folds)),
  );
}
