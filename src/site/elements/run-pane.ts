// The last run: what it said, how it ended, and the checkpoints that it left in the database.
import type { Exercise } from "../../course/model.ts";
import type { SessionState } from "../session/session-state.ts";
import { CheckpointTable } from "./checkpoint-table.ts";
import { drawProblem } from "./check-pane.ts";
import { h } from "./h.ts";
import { type GoTo, OutputPane } from "./output-pane.ts";
import { StepList } from "./step-list.ts";

export class RunPane {
  readonly element = h("div", { class: "ran" });
  readonly #output: OutputPane;
  readonly #table: CheckpointTable;
  readonly #steps = new StepList();
  readonly #goTo: GoTo;
  readonly #empty = h(
    "div",
    { class: "empty" },
    h("p", {}, h("strong", {}, "Nothing has run yet.")),
    h(
      "p",
      {},
      "Before you press Run, predict: which lines will it print, and how many checkpoints will it leave behind?",
    ),
  );

  constructor(exercise: Exercise, goTo: GoTo) {
    this.#goTo = goTo;
    this.#output = new OutputPane(new Set(Object.keys(exercise.starter)), goTo);
    this.#table = new CheckpointTable(exercise.id);
  }

  update({ run, activity, failure, problems }: SessionState): void {
    const starting = activity.phase === "starting" ? activity : null;
    this.#steps.update(starting?.steps ?? []);
    if (failure?.wants === "run") return this.#show(drawProblem(failure.problem, this.#goTo));
    if (run?.result?.problem) return this.#show(drawProblem(run.result.problem, this.#goTo));
    if (problems.length > 0 && !run) return this.#show(notCompiled());
    if (!run) return this.#show(this.#empty);
    this.#output.update(run);
    this.#table.update(run);
    if (starting) this.#show(this.#steps.element, this.#output.element);
    else this.#show(this.#output.element, this.#table.element);
  }

  #show(...parts: Node[]): void {
    const shown = [...this.element.childNodes];
    if (shown.length === parts.length && parts.every((part, index) => part === shown[index])) return;
    this.element.replaceChildren(...parts);
  }
}

function notCompiled(): Node {
  return h(
    "section",
    { class: "problem", "data-blame": "submission" },
    h("h2", {}, "Nothing ran"),
    h("p", {}, "The code does not compile. The lines are marked in the editor; F8 goes from one to the next."),
  );
}
