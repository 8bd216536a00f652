// One item: the question, the answer, and what the reviewer's own run says of it.
import type { TestResult, Verdict } from "@forkpoint/conformance";
import type { Diagnosis, Problem, Report } from "../../course/model.ts";
import type { ShownItem } from "../../interview/review-page.ts";
import type { FullItemReview } from "../../interview/review.ts";
import { h, icon, type IconName, inlineCode } from "../elements/h.ts";
import { drawComparison } from "../elements/verdict-text.ts";
import { drawAnswer } from "./answer.ts";
import { outcomeWord, percent, problemTitle, scoreText, titleOf, verdictWord } from "./words.ts";

const ICONS: Readonly<Record<Verdict["status"], IconName>> = {
  passed: "passed",
  failed: "failed",
  threw: "failed",
  "timed-out": "late",
  "not-run": "skipped",
};

export function drawItem(item: FullItemReview, shown: ShownItem, ...more: (Node | null)[]): HTMLElement {
  const heading = `item-${item.exercise}`;
  return h(
    "article",
    { class: "item", id: heading, "aria-labelledby": `${heading}-title`, tabindex: -1 },
    h(
      "header",
      {},
      h("h3", { id: `${heading}-title` }, titleOf(item)),
      h("p", { class: "chips" }, ...item.kinds.map((kind) => h("span", { class: "chip" }, kind.replace("-", " ")))),
      h(
        "p",
        { class: "outcome", "data-earned": item.score?.earned ?? "none" },
        h("strong", {}, scoreText(item.score)),
        `, ${outcomeWord(item.score)}. ${item.confidence === null ? "No confidence was said." : `${percent(item.confidence)} sure.`}`,
      ),
    ),
    h("blockquote", { class: "question" }, h("p", {}, ...inlineCode(item.question))),
    part("Answer", item.isUnchanged && note("Left as it was given."), ...item.notes.map(note), drawAnswer(shown)),
    part("Evidence", ...drawEvidence(item.report)),
    item.explain === null && item.explanation === "" ? null : drawExplanation(item),
    ...more,
  );
}

export function part(title: string, ...children: (Node | null | false)[]): HTMLElement {
  return h("section", { class: "part" }, h("h4", {}, title), ...children);
}

function drawEvidence({ results, problem, diagnosis }: Report): (Node | null)[] {
  return [
    problem && drawProblem(problem),
    h("ul", { class: "verdicts" }, ...results.map(drawResult)),
    diagnosis && drawDiagnosis(diagnosis),
  ];
}

function drawResult({ id, rule, verdict }: TestResult): HTMLElement {
  const head = [
    icon(ICONS[verdict.status]),
    h("span", { class: "rule" }, ...inlineCode(rule)),
    h("span", { class: "status" }, verdictWord[verdict.status], h("span", { class: "test-id" }, id)),
  ];
  const why = explain(verdict);
  if (why.length === 0) return h("li", { "data-status": verdict.status }, h("div", { class: "summary" }, ...head));
  return h(
    "li",
    { "data-status": verdict.status },
    h("details", { open: verdict.status !== "not-run" }, h("summary", {}, ...head), h("div", { class: "why" }, ...why)),
  );
}

function explain(verdict: Verdict): Node[] {
  switch (verdict.status) {
    case "passed":
      return [];
    case "failed":
      if (verdict.expected === "something true") return [h("p", {}, "This is not so: ", ...inlineCode(verdict.what))];
      return [h("p", {}, ...inlineCode(verdict.what)), drawComparison(verdict)];
    case "threw":
      return [h("p", {}, "It ended in this error:"), h("pre", { tabindex: 0 }, verdict.error)];
    case "timed-out":
      return [h("p", {}, `It was still running after ${verdict.afterMs} ms, and was ended.`)];
    case "not-run":
      return [h("p", {}, `Not run, because ${verdict.because}.`)];
  }
}

function drawProblem(problem: Problem): HTMLElement {
  const { file, line, message, code } = problem;
  const place = file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}`}: `;
  return h(
    "div",
    { class: "problem" },
    h("h5", {}, icon("problem"), problemTitle(problem)),
    h("p", { class: "message" }, place, message),
    h("p", { class: "code-name" }, code),
  );
}

function drawDiagnosis({ misconception, match }: Diagnosis): HTMLElement {
  const sure =
    match >= 0.99
      ? "The same rules fail in the same way as with this idea."
      : `${Math.round(match * 100)} % of what fails, fails as with this idea; it may be another one.`;
  return h(
    "aside",
    { class: "diagnosis" },
    h("h5", {}, "A wrong idea that fits"),
    h("p", {}, "A learner would be told: “", ...inlineCode(misconception.trim()), "”"),
    h("p", { class: "sureness" }, sure),
  );
}

function drawExplanation({ explain: asked, explanation }: FullItemReview): HTMLElement {
  return h(
    "section",
    { class: "part explanation" },
    h("h4", {}, "In the candidate's words"),
    h("p", { class: "note" }, "For humans, not scored."),
    asked === null ? null : h("p", { class: "asked" }, ...inlineCode(asked)),
    explanation.trim() === "" ? note("Nothing was written.") : h("blockquote", { class: "own-words" }, explanation),
  );
}

function note(text: string): HTMLElement {
  return h("p", { class: "note" }, text);
}
