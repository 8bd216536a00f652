// What the visible tests saw. Not a result: the hidden tests are not in this page.
import type { Report } from "../../course/model.ts";
import type { SessionState } from "../session/session-state.ts";
import { h, icon, inlineCode, type IconName } from "../elements/h.ts";
import type { GoTo } from "../elements/output-pane.ts";
import { drawProblem } from "../elements/problem-card.ts";
import { verdictWord } from "../elements/run-words.ts";
import { explain } from "../elements/verdict-text.ts";

const ICONS = {
  passed: "passed",
  failed: "failed",
  threw: "failed",
  "timed-out": "late",
  "not-run": "skipped",
} as const;

export class VisibleVerdicts {
  readonly element = h("div", { class: "checked" });
  readonly #goTo: GoTo;
  readonly #retry: () => void;
  #drawn: unknown = null;

  constructor(goTo: GoTo, retry: () => void) {
    this.#goTo = goTo;
    this.#retry = retry;
  }

  update({ activity, check, failure, last }: SessionState): void {
    const busy = activity.phase === "checking" || (activity.phase === "starting" && activity.wants === "check");
    const failed = failure?.wants === "check" ? failure.problem : null;
    const shown = busy ? "busy" : (failed ?? check ?? (last === "check" ? "stopped" : null));
    // Drawn once: what is open or has the focus must stay so while the rest of the page changes.
    if (shown === this.#drawn) return;
    this.#drawn = shown;
    if (busy) this.element.replaceChildren(h("p", { class: "note" }, icon("busy"), " Checking …"));
    else if (failed) this.element.replaceChildren(drawProblem(failed, this.#goTo, this.#retry));
    else if (check) this.element.replaceChildren(...this.#drawReport(check.report));
    else this.element.replaceChildren(shown === "stopped" ? h("p", { class: "note" }, "The check was stopped.") : "");
  }

  #drawReport({ problem, results }: Report): Node[] {
    if (problem) return [drawProblem(problem, this.#goTo)];
    const held = results.filter(({ verdict }) => verdict.status === "passed").length;
    return [
      h("h3", {}, `${held} of ${results.length} visible ${results.length === 1 ? "rule holds" : "rules hold"}`),
      h(
        "p",
        { class: "note" },
        "Self-checked: these are the tests that anybody may read. Whether the answer is right, a reviewer's run says, with more tests than are in this page.",
      ),
      h(
        "ul",
        { class: "verdicts plain" },
        ...results.map(({ rule, verdict }) =>
          h(
            "li",
            { "data-status": verdict.status },
            icon(ICONS[verdict.status] satisfies IconName),
            h("span", { class: "rule" }, ...inlineCode(rule)),
            h("span", { class: "status" }, verdictWord(verdict.status)),
            verdict.status !== "passed" && h("div", { class: "why" }, ...explain(verdict)),
          ),
        ),
      ),
    ];
  }
}
