// Something that kept code from running or from being judged: it must not look like a verdict.
import type { Problem } from "../../course/model.ts";
import { h, icon } from "./h.ts";
import type { GoTo } from "./output-pane.ts";
import { problemWords } from "./run-words.ts";

export function drawProblem(problem: Problem, goTo: GoTo, retry?: () => void): Node {
  const { title, next } = problemWords(problem);
  const { file, line } = problem;
  return h(
    "section",
    { class: "problem", "data-blame": problem.blame },
    h("h2", {}, icon("problem"), title),
    h("p", { class: "message" }, problem.message),
    file !== undefined &&
      line !== undefined &&
      h("p", {}, h("button", { type: "button", class: "place", click: () => goTo(file, line) }, `${file}:${line}`)),
    h("p", {}, next),
    retry && h("p", {}, h("button", { type: "button", class: "button small", click: retry }, "Try again")),
    h("p", { class: "code-name" }, problem.code),
  );
}
