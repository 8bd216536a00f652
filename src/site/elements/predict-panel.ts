// Predictions: asked before the first Run in the place of its results, told above them after it, and asked again only on request.
import type { Exercise, Prediction } from "../../course/model.ts";
import type { KeptPrediction } from "../session/predictions.ts";
import { type Sight, unasked } from "../session/questions.ts";
import type { Session } from "../session/session.ts";
import type { SessionState } from "../session/session-state.ts";
import { type Choices, drawChoices } from "./choices.ts";
import { h, icon, inlineCode } from "./h.ts";

export class PredictPanel {
  readonly element = h("div", { class: "predict" });
  readonly #exercise: Exercise;
  readonly #session: Session;
  readonly #run: () => void;
  readonly #results: HTMLElement;
  readonly #content = h("div");
  readonly #said = h("p", { class: "visually-hidden", role: "status" });
  /** Asked once more, all of them, until they are answered or left. */
  #again = false;
  /** What was predicted is unfolded. */
  #isOpen = false;
  #drawn = "";

  /** `run` is what the Run button does; `results`, what it shows, is out of sight while something is asked. */
  constructor(session: Session, run: () => void, results: HTMLElement) {
    this.#session = session;
    this.#exercise = session.exercise;
    this.#run = run;
    this.#results = results;
    this.element.append(this.#content, this.#said, results);
  }

  /** True when a Run has to wait for an answer, to which the learner is then taken. */
  holdsRun(): boolean {
    if (this.#open.length > 0) return true;
    this.#leave();
    return false;
  }

  focus(): void {
    this.element.querySelector<HTMLElement>("h2")?.focus();
  }

  update({ questions: { predictions, sight } }: SessionState): void {
    if (this.#exercise.predict.length === 0) return;
    const asked = this.#again ? this.#exercise.predict : this.#open;
    const state = JSON.stringify([asked.map(({ id }) => id), predictions, sight.state]);
    if (state === this.#drawn) return;
    const untold = this.#drawn !== "" && this.element.dataset.predict === "kept";
    this.#drawn = state;
    this.#results.hidden = asked.length > 0;
    if (asked.length > 0) {
      this.element.dataset.predict = "asking";
      this.#content.replaceChildren(this.#drawForm(asked));
      return;
    }
    const kept = this.#exercise.predict.map((prediction) => ({
      prediction,
      kept: predictions.find((each) => each.prediction === prediction.id)!,
    }));
    const waits = kept.some(({ kept: { said, was } }) => said !== null && was === null);
    const skipped = kept.every(({ kept: { said } }) => said === null);
    const fresh = !waits && untold;
    this.element.dataset.predict = waits ? "kept" : skipped ? "skipped" : "told";
    this.#content.replaceChildren(this.#drawKept(kept, fresh, waits ? sight : null));
    this.#said.textContent = fresh ? kept.map((each) => outcome(each.kept)).join(" ") : "";
  }

  get #open(): Exercise["predict"] {
    return unasked(this.#exercise, this.#session.questions.state);
  }

  #drawForm(asked: readonly Prediction[]): HTMLElement {
    const questions = asked.map(({ id, ask, choices }) => ({
      id,
      choices: drawChoices(`predict-${id}`, ask, choices),
    }));
    for (const { id, choices } of questions) choices.element.dataset.prediction = id;
    const many = asked.length > 1;
    const missing = h("p", { class: "missing", role: "alert" });
    const [yes, no] = this.#again
      ? ["Keep my new prediction and run", "Leave it as it was"]
      : [`Keep my prediction${many ? "s" : ""} and run`, "Skip and run"];
    const form = h(
      "form",
      { class: "asking", novalidate: true },
      h("h2", { tabindex: -1 }, "Predict first"),
      h("p", { class: "note" }, "It is kept in this browser and compared with what happens. Nothing is scored."),
      ...questions.map(({ choices }) => choices.element),
      missing,
      h(
        "p",
        { class: "question-actions" },
        h("button", { type: "submit", class: "button primary", "data-do": "keep" }, yes),
        h("button", { type: "button", class: "button quiet", "data-do": "skip", click: () => this.#skip(asked) }, no),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const open = questions.find(({ choices }) => choices.chosen === null);
      if (!open) return this.#keep(questions);
      missing.textContent = `Choose one answer${many ? " for each question" : ""}, or skip.`;
      open.choices.focus();
    });
    return form;
  }

  #keep(questions: readonly { readonly id: string; readonly choices: Choices }[]): void {
    this.#again = false;
    this.#session.questions.predict(Object.fromEntries(questions.map(({ id, choices }) => [id, choices.chosen])));
    this.#go();
  }

  #skip(asked: readonly Prediction[]): void {
    if (this.#again) return this.#leave();
    this.#session.questions.predict(Object.fromEntries(asked.map(({ id }) => [id, null])));
    this.#go();
  }

  /** The button that was pressed is about to go. */
  #go(): void {
    this.element.closest<HTMLElement>("[role=tabpanel]")?.focus();
    this.#run();
  }

  #askAgain(): void {
    this.#again = true;
    this.update(this.#session.state);
    this.focus();
  }

  #leave(): void {
    if (!this.#again) return;
    this.#again = false;
    this.update(this.#session.state);
    this.element.querySelector("summary")?.focus();
  }

  /** `sight` = they still wait for what it shows. */
  #drawKept(kept: readonly Asked[], fresh: boolean, sight: Sight | null): HTMLElement {
    const said = kept.filter((each) => each.kept.said !== null);
    const right = said.filter((each) => each.kept.said === each.kept.was).length;
    const count = kept.length === 1 || said.length === 0 || sight ? "" : `: ${right} of ${said.length} came true`;
    if (fresh || sight?.state === "failed") this.#isOpen = true;
    const details: HTMLDetailsElement = h(
      "details",
      { class: "kept", open: this.#isOpen, toggle: () => details.isConnected && (this.#isOpen = details.open) },
      h("summary", {}, `${kept.length === 1 ? "Your prediction" : "Your predictions"}${count}`),
      ...kept.map(drawOne),
      sight && this.#drawWaiting(sight),
      h(
        "p",
        { class: "question-actions" },
        h(
          "button",
          { type: "button", class: "button quiet small", "data-do": "again", click: () => this.#askAgain() },
          "Ask me again",
        ),
      ),
    );
    return details;
  }

  #drawWaiting(sight: Sight): HTMLElement {
    if (sight.state !== "failed")
      return h(
        "p",
        { class: "note" },
        sight.state === "looking" ? "Looking at what came true …" : "The next Run tells.",
      );
    const again = () => void this.#session.questions.tell();
    return h(
      "div",
      { class: "problem", role: "alert" },
      h("p", {}, `What came true could not be found out: ${sight.problem.message}`),
      h("button", { type: "button", class: "button small", "data-do": "retry", click: again }, "Try again"),
    );
  }
}

interface Asked {
  readonly prediction: Prediction;
  readonly kept: KeptPrediction;
}

function drawOne({ prediction: { id, ask, because }, kept }: Asked): HTMLElement {
  const { said, was } = kept;
  const right = was === null ? "" : said === null ? "skipped" : String(said === was);
  return h(
    "div",
    { class: "one", "data-prediction": id, "data-right": right },
    h("p", { class: "ask" }, ...inlineCode(ask)),
    h(
      "p",
      { class: "outcome" },
      was !== null && icon(said === null ? "skipped" : said === was ? "passed" : "failed"),
      h("span", {}, ...inlineCode(outcome(kept))),
    ),
    was !== null && h("p", { class: "because" }, ...inlineCode(because)),
  );
}

function outcome({ said, was }: KeptPrediction): string {
  if (was === null) return said === null ? "You skipped this." : `You said ${said}.`;
  if (said === null) return `You skipped this; it was ${was}.`;
  return said === was ? `You said ${said}, and so it was.` : `You said ${said}; it was ${was}.`;
}
