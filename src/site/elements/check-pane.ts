// Verdicts: progress while they come, then the first broken rule open and the rest folded.
import type { TestResult, Verdict } from "@forkpoint/conformance";
import type { Diagnosis, Exercise, Problem } from "../../course/model.ts";
import type { Activity, CheckView, SessionState } from "../session/session-state.ts";
import { h, icon, inlineCode, type IconName } from "./h.ts";
import type { GoTo } from "./output-pane.ts";
import { problemWords, sureness, verdictWord } from "./run-words.ts";

export interface CheckPaneOptions {
  readonly exercise: Exercise;
  readonly goTo: GoTo;
  /** The hint area of one test. */
  readonly hint: (test: string) => Node | null;
  readonly onCompare: () => void;
  /** Where to go when all rules hold. */
  readonly next: { readonly href: string; readonly title: string } | null;
}

const ICONS: Readonly<Record<Verdict["status"], IconName>> = {
  passed: "passed",
  failed: "failed",
  threw: "failed",
  "timed-out": "late",
  "not-run": "skipped",
};

export class CheckPane {
  readonly element = h("div", { class: "checked" });
  readonly #options: CheckPaneOptions;
  #drawn: unknown = null;

  constructor(options: CheckPaneOptions) {
    this.#options = options;
    this.element.append(emptyCheck());
  }

  update({ activity, check }: SessionState): void {
    const shown = activity.phase === "checking" ? activity : check;
    if (shown === this.#drawn || (!shown && activity.phase !== "editing")) return;
    this.#drawn = shown;
    if (!shown) this.element.replaceChildren(emptyCheck());
    else if ("report" in shown) this.element.replaceChildren(...this.#drawReport(shown));
    else this.element.replaceChildren(drawProgress(shown));
  }

  #drawReport({ report, visible }: CheckView): Node[] {
    if (report.problem) return [drawProblem(report.problem, this.#options.goTo)];
    const { results, score, diagnosis } = report;
    const passed = results.filter(({ verdict }) => verdict.status === "passed");
    const broken = results.filter(({ verdict }) => verdict.status !== "passed" && verdict.status !== "not-run");
    const notRun = results.filter(({ verdict }) => verdict.status === "not-run");
    const all = passed.length === results.length;
    return [
      h(
        "header",
        { class: "verdict", "data-all": all },
        h(
          "h2",
          { tabindex: -1 },
          all ? `All ${results.length} rules hold` : `${passed.length} of ${results.length} rules hold`,
        ),
        beads(results),
        score && h("p", { class: "score" }, `${score.earned} of ${score.possible} points`),
      ),
      ...(all ? [this.#drawDone()] : []),
      ...(diagnosis ? [drawDiagnosis(diagnosis)] : []),
      ...(broken.length > 0
        ? [
            h(
              "ul",
              { class: "verdicts" },
              ...broken.map((result, index) => this.#drawBroken(result, visible, index === 0)),
            ),
          ]
        : []),
      ...(notRun.length > 0 ? [group("Not run", notRun)] : []),
      ...(passed.length > 0 ? [group(all ? "What was tested" : "These hold", passed)] : []),
    ];
  }

  #drawDone(): Node {
    const { next, onCompare } = this.#options;
    return h(
      "div",
      { class: "done" },
      h(
        "p",
        {},
        "Any code that keeps these rules is right. Comparing yours with another solution is still worth a look.",
      ),
      h(
        "p",
        { class: "done-actions" },
        next && h("a", { class: "button primary small", href: next.href }, `Next: ${next.title}`),
        h("button", { type: "button", class: "button small", click: onCompare }, "Compare with a solution"),
      ),
    );
  }

  #drawBroken({ id, rule, verdict }: TestResult, visible: ReadonlySet<string>, open: boolean): Node {
    return h(
      "li",
      { "data-status": verdict.status },
      h(
        "details",
        { open },
        h(
          "summary",
          {},
          icon(ICONS[verdict.status]),
          h("span", { class: "rule" }, ...inlineCode(rule)),
          h("span", { class: "status" }, verdictWord(verdict.status)),
          visible.has(id) && h("span", { class: "chip" }, "visible test"),
        ),
        h("div", { class: "why" }, ...explain(verdict), this.#options.hint(id)),
      ),
    );
  }
}

function explain(verdict: Verdict): Node[] {
  switch (verdict.status) {
    case "passed":
      return [];
    case "failed":
      // What `t.ok` prints for itself: the sentence says it all.
      if (verdict.expected === "something true")
        return [h("p", { class: "what" }, "This is not so: ", ...inlineCode(verdict.what))];
      return [
        h("p", { class: "what" }, ...inlineCode(verdict.what)),
        h(
          "dl",
          { class: "compared" },
          h("dt", {}, "expected"),
          h("dd", {}, h("pre", { tabindex: 0 }, verdict.expected)),
          h("dt", {}, "got"),
          h("dd", {}, h("pre", { tabindex: 0 }, verdict.actual)),
        ),
      ];
    case "threw":
      return [h("p", { class: "what" }, "Your code ended in an error here:"), h("pre", { tabindex: 0 }, verdict.error)];
    case "timed-out":
      return [
        h(
          "p",
          { class: "what" },
          `Still running after ${verdict.afterMs} ms, so it was ended. The other tests got a fresh start.`,
        ),
        h("p", {}, "Look for a loop without an end, or for a promise that nobody settles."),
      ];
    case "not-run":
      return [h("p", {}, verdict.because)];
  }
}

function group(title: string, results: readonly TestResult[]): Node {
  return h(
    "details",
    { class: "group", open: title === "Not run" },
    h("summary", {}, `${title} (${results.length})`),
    h(
      "ul",
      { class: "verdicts plain" },
      ...results.map(({ rule, verdict }) =>
        h(
          "li",
          { "data-status": verdict.status },
          icon(ICONS[verdict.status]),
          h("span", { class: "rule" }, ...inlineCode(rule)),
          verdict.status === "not-run" && h("span", { class: "because" }, `not run because ${verdict.because}`),
        ),
      ),
    ),
  );
}

function beads(results: readonly TestResult[]): Node {
  return h(
    "span",
    { class: "beads", "aria-hidden": "true" },
    ...results.map(({ verdict }) => h("span", { "data-status": verdict.status }, icon(ICONS[verdict.status]))),
  );
}

function drawDiagnosis(diagnosis: Diagnosis): Node {
  return h(
    "section",
    { class: "diagnosis", "aria-label": "What this looks like" },
    h("h3", {}, "What this looks like"),
    h("p", {}, ...inlineCode(diagnosis.misconception)),
    h("p", { class: "sureness" }, sureness(diagnosis)),
  );
}

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

function drawProgress({ planned, current, finished }: Extract<Activity, { phase: "checking" }>): Node {
  const verdicts = new Map(finished.map((result) => [result.id, result.verdict.status]));
  return h(
    "div",
    { class: "checking" },
    h("h2", {}, `Checking: ${finished.length} of ${planned.length}`),
    h(
      "ul",
      { class: "verdicts plain" },
      ...planned.map(({ id, rule }) => {
        const status = verdicts.get(id) ?? (id === current ? "current" : "waiting");
        const shape = status === "current" ? "busy" : status === "waiting" ? "waiting" : ICONS[status];
        return h("li", { "data-status": status }, icon(shape), h("span", { class: "rule" }, ...inlineCode(rule)));
      }),
    ),
  );
}

function emptyCheck(): Node {
  return h(
    "div",
    { class: "empty" },
    h("p", {}, h("strong", {}, "Nothing has been checked yet.")),
    h(
      "p",
      {},
      "Check runs the tests you can read and some that you cannot, each on a fresh start of your code. You learn which rule broke, what was expected, and what came.",
    ),
  );
}
