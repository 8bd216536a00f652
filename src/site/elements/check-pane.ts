// Verdicts: progress while they come, then the first broken rule open and the rest folded.
import type { TestResult, Verdict } from "@forkpoint/conformance";
import type { Diagnosis, Exercise, Problem } from "../../course/model.ts";
import type { Activity, CheckView, SessionState } from "../session/session-state.ts";
import { h, icon, inlineCode, type IconName } from "./h.ts";
import type { GoTo } from "./output-pane.ts";
import type { NodeParts } from "./container/container-side.ts";
import { StepList, type StepsView } from "./step-list.ts";
import { drawProblem } from "./problem-card.ts";
import { sureness, verdictWord } from "./run-words.ts";
import { explain } from "./verdict-text.ts";

export interface CheckPaneOptions {
  readonly exercise: Exercise;
  readonly goTo: GoTo;
  /** The hint area of one test. */
  readonly hint: (test: string) => Node | null;
  readonly onCompare: () => void;
  readonly retry: () => void;
  /** Where to go when all rules hold. */
  readonly next: { readonly href: string; readonly title: string } | null;
  /** What a module has shown, where this was the last that it lacked. */
  readonly moduleEnd: () => Promise<Node | null>;
  /** On a page that runs in Node. */
  readonly node?: NodeParts | null;
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
  readonly #steps: StepsView;
  readonly #options: CheckPaneOptions;
  #drawn: unknown = null;

  constructor(options: CheckPaneOptions) {
    this.#options = options;
    this.#steps = options.node?.steps() ?? new StepList();
    this.element.append(emptyCheck(false));
  }

  update({ activity, check, failure, last }: SessionState): void {
    const starting = activity.phase === "starting" && activity.wants === "check";
    this.#steps.update(starting ? activity.steps : []);
    const failed = failure?.wants === "check" ? failure.problem : null;
    const shown = starting ? this.#steps : activity.phase === "checking" ? activity : (failed ?? check ?? last);
    // Drawn once: what is open or has the focus must stay so while the rest of the page changes.
    if (shown === this.#drawn) return;
    this.#drawn = shown;
    if (starting) this.element.replaceChildren(this.#steps.element);
    else if (activity.phase === "checking") this.element.replaceChildren(drawProgress(activity));
    else if (failed) this.element.replaceChildren(this.#drawFailure(failed));
    else if (check) this.element.replaceChildren(...this.#drawReport(check));
    else this.element.replaceChildren(emptyCheck(last === "check"));
  }

  #drawFailure(problem: Problem): Node {
    const { node, goTo, retry } = this.#options;
    return node?.failure(problem, retry) ?? drawProblem(problem, goTo, retry);
  }

  #drawReport({ report, visible }: CheckView): Node[] {
    const { problem } = report;
    // What the learner has to correct first is no better for a second try.
    const retry = problem?.blame === "submission" ? undefined : this.#options.retry;
    if (problem) return [drawProblem(problem, this.#options.goTo, retry)];
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
        score &&
          h(
            "p",
            { class: "score" },
            `${score.earned} of ${score.possible} points, `,
            h("a", { href: "/trust/" }, "self-checked"),
          ),
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
      ...(this.#options.node ? [this.#options.node.madeIn(report.made.isolation)] : []),
    ];
  }

  #drawDone(): Node {
    const { next, onCompare, moduleEnd } = this.#options;
    const end = h("div");
    void moduleEnd().then((shown) => shown && end.append(shown));
    return h(
      "div",
      { class: "done" },
      h(
        "p",
        {},
        "Any answer that keeps these rules is right. Comparing yours with another solution is still worth a look.",
      ),
      h(
        "p",
        { class: "done-actions" },
        next
          ? h("a", { class: "button primary small", href: next.href }, `Next: ${next.title}`)
          : h("a", { class: "button primary small", href: "/#course" }, "Back to the course"),
        h("button", { type: "button", class: "button small", click: onCompare }, "Compare with a solution"),
      ),
      end,
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
          h(
            "span",
            { class: "status" },
            verdictWord(verdict.status),
            visible.has(id) && h("span", { class: "chip" }, "visible test"),
          ),
        ),
        h("div", { class: "why" }, ...explain(verdict), this.#options.hint(id)),
      ),
    );
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

function emptyCheck(stopped: boolean): Node {
  if (stopped)
    return h("p", { class: "empty" }, "The Check was stopped, so there is no result. Nothing counts as tried.");
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
