// Two lists of messages as rows: what is on one side only, what differs, and in between what is the same.
import type { ShownMessage } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { type FoldedRow, type MessageRow, foldRows } from "./compare-rows.ts";
import { drawSides, type Sides } from "./compare-sides.ts";
import { changeMark, drawMessageChanges } from "./diff-list.ts";
import type { Change } from "./diff-parts.ts";
import { drawMessage } from "./message-card.ts";
import type { Folds, Place } from "./value-folds.ts";
import { count } from "./value-outline.ts";
import { drawFold, fillInPortions } from "./value-tree.ts";

export function drawMessages(rows: readonly MessageRow[], sides: Sides, place: Place, folds: Folds): HTMLElement {
  const folded = foldRows(rows);
  return fillInPortions(h("ol", { class: "message-rows" }), folded.length, (at) => {
    const row = folded[at]!;
    return h("li", { "data-kind": row.kind }, drawRow(row, sides, [...place, at], folds));
  });
}

function drawRow(row: FoldedRow, sides: Sides, place: Place, folds: Folds): HTMLElement {
  if (row.kind === "alike") return drawAlike(row.messages, place, folds);
  const { kind, left, right } = row;
  const [mark, word] = markOf(kind, sides);
  const both = (word: string, message: ShownMessage | null) => message && drawMessage(message, [...place, word], folds);
  const isBoth = kind === "changed" && left !== null && right !== null;
  return h(
    "div",
    { class: "message-row" },
    h("p", { class: "diff-head" }, changeMark(mark, word)),
    drawSides(sides, both("left", left), both("right", right)),
    isBoth &&
      drawFold({ title: "what differs", open: true }, [...place, "differs"], folds, () =>
        drawMessageChanges(left, right, place, folds),
      ),
  );
}

function drawAlike(messages: readonly ShownMessage[], place: Place, folds: Folds): HTMLElement {
  const fold = { title: `${count(messages.length, "message")} the same`, open: false };
  return drawFold(fold, [...place, "alike"], folds, () =>
    fillInPortions(h("ol", { class: "messages" }), messages.length, (at) =>
      h("li", {}, drawMessage(messages[at]!, [...place, at], folds)),
    ),
  );
}

function markOf(kind: MessageRow["kind"], [left, right]: Sides): readonly [Change, string] {
  switch (kind) {
    case "same":
      return ["same", "the same"];
    case "only-left":
      return ["removed", `only ${left}`];
    case "only-right":
      return ["added", `only ${right}`];
    case "changed":
      return ["changed", "differs"];
    case "moved":
      return ["changed", "stands elsewhere on the other side"];
  }
}
