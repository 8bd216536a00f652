// The table of scores: what every item earned, and how sure the candidate was. The two stand side by side and are not mixed.
import type { FullReview } from "../../interview/review.ts";
import { h } from "../elements/h.ts";
import { outcomeWord, percent, scoreText, titleOf } from "./words.ts";

export function drawScores({ items, earned, possible }: FullReview): HTMLElement {
  const row = (item: FullReview["items"][number]) =>
    h(
      "tr",
      { "data-earned": item.score?.earned ?? "none" },
      h("th", { scope: "row" }, h("a", { href: `#item-${item.exercise}` }, titleOf(item))),
      h("td", { class: "number" }, h("strong", {}, scoreText(item.score))),
      h("td", {}, item.isUnchanged ? "left as it was given" : outcomeWord(item.score)),
      h("td", { class: "number" }, percent(item.confidence)),
      h("td", { class: "number" }, item.squaredError === null ? "–" : item.squaredError.toFixed(2)),
    );
  return h(
    "section",
    { "aria-labelledby": "scores" },
    h("h2", { id: "scores" }, "Points"),
    h("p", { class: "sum" }, h("strong", {}, `${earned} of ${possible}`), " points"),
    h(
      "div",
      { class: "scroll", role: "region", "aria-labelledby": "scores", tabindex: 0 },
      h(
        "table",
        { class: "scores" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...["Item", "Points", "Outcome", "Sure", "Squared error"].map((name, index) =>
              h("th", { scope: "col", class: [1, 3, 4].includes(index) && "number" }, name),
            ),
          ),
        ),
        h("tbody", {}, ...items.map(row)),
      ),
    ),
    h(
      "p",
      { class: "note" },
      "0: wrong. 1: right. 2: right, with the evidence or counter-example that was asked for. How sure the candidate was is no part of the points.",
    ),
  );
}
