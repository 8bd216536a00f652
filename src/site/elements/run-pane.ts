// The last run: what it said, how it ended, and the checkpoints that it left in the database.
import type { Exercise, Problem } from "../../course/model.ts";
import type { RunView, SessionState } from "../session/session-state.ts";
import { CheckpointTable } from "./checkpoint-table.ts";
import { h } from "./h.ts";
import { type GoTo, OutputPane } from "./output-pane.ts";
import { drawProblem } from "./problem-card.ts";
import type { NodeParts } from "./container/container-side.ts";
import { StepList, type StepsView } from "./step-list.ts";

export class RunPane {
  readonly element = h("div", { class: "ran" });
  readonly #output: OutputPane;
  readonly #table: CheckpointTable;
  readonly #steps: StepsView;
  readonly #goTo: GoTo;
  readonly #retry: () => void;
  readonly #node: NodeParts | null;
  #problem: { readonly of: Problem; readonly element: Node } | null = null;
  #madeIn: { readonly of: RunView["output"]; readonly element: Node } | null = null;
  readonly #empty: Node;

  constructor(exercise: Exercise, goTo: GoTo, retry: () => void, node: NodeParts | null = null) {
    this.#goTo = goTo;
    this.#retry = retry;
    this.#node = node;
    this.#steps = node?.steps() ?? new StepList();
    const predict =
      "Before you press Run, predict: which lines will it print, and how many checkpoints will it leave behind?";
    this.#empty = h(
      "div",
      { class: "empty" },
      h("p", {}, h("strong", {}, "Nothing has run yet.")),
      // Where something is asked, it has been asked already.
      exercise.predict.length === 0 && h("p", {}, predict),
    );
    this.#output = new OutputPane(new Set(Object.keys(exercise.starter)), goTo);
    this.#table = new CheckpointTable(exercise.id);
  }

  update({ run, activity, failure, problems }: SessionState): void {
    const starting = activity.phase === "starting" ? activity : null;
    this.#steps.update(starting?.steps ?? []);
    const problem = failure?.wants === "run" ? failure.problem : run?.result?.problem;
    if (problem) return this.#show(this.#drawn(problem));
    if (problems.length > 0 && !run) return this.#show(notCompiled());
    if (!run) return this.#show(this.#empty);
    this.#output.update(run);
    this.#table.update(run);
    if (starting) this.#show(this.#steps.element, this.#output.element);
    else this.#show(this.#output.element, this.#table.element, ...this.#made(run));
  }

  /** Once per problem: a button that is being pressed must not be replaced. */
  #drawn(problem: Problem): Node {
    if (this.#problem?.of !== problem)
      this.#problem = {
        of: problem,
        element: this.#node?.failure(problem, this.#retry) ?? drawProblem(problem, this.#goTo, this.#retry),
      };
    return this.#problem.element;
  }

  /** Only where it is not as everywhere. */
  #made({ isolation, output: run }: RunView): Node[] {
    if (!this.#node || isolation === null) return [];
    if (this.#madeIn?.of !== run) this.#madeIn = { of: run, element: this.#node.madeIn(isolation) };
    return [this.#madeIn.element];
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
