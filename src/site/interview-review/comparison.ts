// What the reviewers said, side by side: first what they have to talk about, then what they agree on.
import { type ComparedLine, compareScores, type ReviewerScores } from "../../interview/review-scores.ts";
import type { FullReview } from "../../interview/review.ts";
import { cleanText } from "../../grading/clean-text.ts";
import { h, inlineCode } from "../elements/h.ts";
import { titleOf } from "./words.ts";

export function drawComparison(review: FullReview, all: readonly ReviewerScores[]): HTMLElement {
  const { apart, together } = compareScores(review, all);
  const names = all.map(({ reviewer }) => cleanText(reviewer));
  const lines = apart.length + together.length;
  return h(
    "section",
    { class: "comparison", "aria-labelledby": "side-by-side" },
    h("h3", { id: "side-by-side", tabindex: -1 }, "Side by side"),
    h("p", {}, `You agree on ${together.length} of ${lines} lines.`),
    h(
      "ul",
      { class: "seals" },
      ...all.map(({ seal }, index) => h("li", {}, `${names[index]}: `, h("code", { class: "seal" }, seal))),
    ),
    h("h4", {}, apart.length === 0 ? "Nothing to talk about" : "To talk about"),
    apart.length > 0 && drawLines(apart, names, "To talk about"),
    ...drawNotes(review, all),
    together.length > 0 &&
      h("details", {}, h("summary", {}, `Agreed on (${together.length})`), drawLines(together, names, "Agreed on")),
  );
}

function drawLines(lines: readonly ComparedLine[], names: readonly string[], label: string): HTMLElement {
  return h(
    "div",
    { class: "scroll", role: "region", "aria-label": label, tabindex: 0 },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...["Item", "Line", ...names].map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        {},
        ...lines.map(({ number, exercise, line, ticks }) =>
          h(
            "tr",
            {},
            h("td", {}, h("a", { href: `#item-${exercise}` }, titleOf({ number, exercise }))),
            h("th", { scope: "row" }, ...inlineCode(line)),
            ...ticks.map((tick) => h("td", { "data-tick": tick }, tick ? "✓ seen" : "– not seen")),
          ),
        ),
      ),
    ),
  );
}

function drawNotes({ items }: FullReview, all: readonly ReviewerScores[]): HTMLElement[] {
  const noted = items.flatMap((item, index) => {
    const notes = all.flatMap(({ reviewer, items: scored }) => {
      const note = cleanText(scored[index]!.note.trim());
      return note === "" ? [] : [h("div", {}, h("dt", {}, cleanText(reviewer)), h("dd", { class: "own-words" }, note))];
    });
    return notes.length === 0 ? [] : [h("h5", {}, titleOf(item)), h("dl", { class: "side-notes" }, ...notes)];
  });
  return noted.length === 0 ? [] : [h("h4", {}, "Notes"), ...noted];
}
