// In the place of a result that only Node could give: what is in the way, what can be done, and that nothing is lost.
import type { Problem } from "../../../course/model.ts";
import type { Trouble } from "../../session/container/placed-judge.ts";
import { h, icon } from "../h.ts";
import { CAUSE_WORDS } from "./cause-words.ts";
import { drawRemedy, type RemedyHandlers } from "./remedy.ts";

export function drawNodePanel(exercise: string, trouble: Trouble, problem: Problem, on: RemedyHandlers): Node {
  const { what, next } = CAUSE_WORDS[trouble.cause];
  return h(
    "section",
    { class: "problem node-panel", "data-blame": "host", "data-cause": trouble.cause },
    h("h2", {}, icon("problem"), "This exercise needs Node, which could not be started here"),
    h("p", {}, what),
    h("p", {}, next),
    h("p", { class: "message" }, trouble.reason),
    drawRemedy(trouble.cause, on),
    h("p", {}, "Your code is kept in this browser, and nothing counts as tried."),
    h("h3", {}, "Without a container"),
    h(
      "p",
      {},
      "With this project on your computer, put your files into a folder ",
      h("code", {}, "mine/me/"),
      ", each under its own name. Then:",
    ),
    h("pre", { class: "snippet", tabindex: 0 }, `npm run forkpoint -- grade mine --exercise ${exercise} --out reports`),
    h("p", { class: "code-name" }, problem.code),
  );
}
