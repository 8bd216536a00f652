// The answer to what an interrupt asked: one field for each question, as text or as JSON.
import type { Verb } from "../../../lab/model.ts";
import { composeAnswer, type Question, questionsOf, readField } from "../../../lab/verb-edit.ts";
import { h } from "../h.ts";
import type { VerbForm, VerbTarget } from "./verb-form.ts";
import { Folds } from "./value-folds.ts";
import { drawValue } from "./value-tree.ts";

const MOST_QUESTIONS = 20;
const PLACEHOLDER = '"your answer"';
/** Stands for a question where the file tells that one waits, but not which. */
const UNKNOWN: Question = { id: null, node: null, value: null };

let forms = 0;

export class ResumeForm implements VerbForm {
  readonly element: HTMLElement;
  readonly #target: VerbTarget;
  readonly #questions: readonly Question[];
  readonly #answers: readonly AnswerField[];

  constructor(target: VerbTarget, changed: () => void) {
    this.#target = target;
    const found = target.state ? questionsOf(target.state) : [];
    const waits = target.node.row.interrupts > 0;
    this.#questions = found.length > 0 ? found : waits ? [UNKNOWN] : [];
    const shown = waits ? this.#questions.slice(0, MOST_QUESTIONS) : [];
    const many = this.#questions.length > 1;
    this.#answers = shown.map((question, index) => new AnswerField(question, many ? index + 1 : null, changed));
    const rest = this.#questions.length - shown.length;
    this.element = h(
      "div",
      { class: "verb-answers" },
      ...this.#answers.map(({ element }) => element),
      waits && rest > 0 && h("p", { class: "note" }, `+ ${rest} more, which can be answered from your own code.`),
    );
  }

  get isDirty(): boolean {
    return this.#answers.some(({ isDirty }) => isDirty);
  }

  verb(): Verb | null {
    const { thread, namespace, id } = this.#target.node.row;
    const at = { thread, namespace, id };
    // Asked without a form: why nothing waits here is the plan's to say.
    if (this.#answers.length === 0) return { kind: "resume", at, answer: "true" };
    const answers = this.#answers.map((field) => field.json());
    if (answers.some((answer) => answer === null)) return null;
    return { kind: "resume", at, answer: composeAnswer(this.#questions, answers as string[]) };
  }

  problem(): string | null {
    if (this.#answers.some((field) => field.json() === null)) return "One answer is no JSON yet.";
    if (this.#answers.every(({ isDirty }) => isDirty)) return null;
    return this.#answers.length === 1 ? "Write an answer first." : "Write all answers first.";
  }

  focus(): boolean {
    const field = this.#answers.find((each) => each.json() === null || !each.isDirty) ?? this.#answers[0];
    field?.focus();
    return field !== undefined;
  }
}

class AnswerField {
  readonly element: HTMLElement;
  readonly #text: HTMLTextAreaElement;
  readonly #form: HTMLSelectElement;
  readonly #wrong: HTMLElement;

  constructor({ node, value }: Question, number: number | null, changed: () => void) {
    const id = `answer${++forms}`;
    const input = () => {
      this.#check();
      changed();
    };
    this.#text = h("textarea", {
      id,
      class: "verb-input",
      rows: 2,
      spellcheck: "false",
      "aria-describedby": `${id}-wrong`,
      input,
    });
    this.#form = h(
      "select",
      { class: "verb-input narrow", "aria-label": "Kind of answer", change: input },
      h("option", { value: "text" }, "as text"),
      h("option", { value: "json" }, "as JSON"),
    );
    this.#wrong = h("p", { class: "verb-wrong", id: `${id}-wrong`, hidden: true });
    const who = node === null ? "Asked" : `${node} asks`;
    this.element = h(
      "div",
      { class: "verb-field" },
      h(
        "div",
        { class: "verb-question" },
        h("span", { class: "label" }, `${who}:`),
        drawValue(value, [id], new Folds()),
      ),
      h(
        "div",
        { class: "verb-field-head" },
        h("label", { class: "label", for: id }, number === null ? "Your answer" : `Your answer to question ${number}`),
        this.#form,
      ),
      this.#text,
      this.#wrong,
    );
  }

  get isDirty(): boolean {
    return this.#text.value !== "";
  }

  /** Null: it is no JSON. Before anything is typed it stands for what will be. */
  json(): string | null {
    if (!this.isDirty) return PLACEHOLDER;
    const read = this.#read();
    return "json" in read ? read.json : null;
  }

  focus(): void {
    this.#text.focus();
  }

  #read() {
    return readField(this.#form.value === "json" ? "json" : "text", this.#text.value);
  }

  #check(): void {
    const read = this.#read();
    // Nothing typed yet is nothing wrong yet.
    const wrong = "problem" in read && this.#text.value !== "" ? read.problem : "";
    this.#wrong.textContent = wrong;
    this.#wrong.hidden = wrong === "";
    this.#text.setAttribute("aria-invalid", String(wrong !== ""));
  }
}
