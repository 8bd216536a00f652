// An exercise without code: the form stands in the editor's place and writes the entry file through the same drafts. Loaded only
// where an exercise has a form.
import { answered, emptyAnswer, type FormAnswer, readAnswer, writeAnswer } from "../../../course/form-answer.ts";
import type { Form } from "../../../course/model.ts";
import type { Session } from "../../session/session.ts";
import type { SessionState } from "../../session/session-state.ts";
import { h } from "../h.ts";
import type { FormPart, FormTells } from "./form-part.ts";
import { GridForm } from "./grid-form.ts";
import { OrderForm } from "./order-form.ts";
import { PointForm } from "./point-form.ts";
import "./answer-form.css";

const UNREADABLE =
  "The file holds something that this form cannot read, so the form shows the starter's answer. What is in the file stays until you change something here.";

export class AnswerForm {
  readonly element: HTMLElement;
  readonly #session: Session;
  readonly #form: Form;
  readonly #part: FormPart<FormAnswer>;
  readonly #note = h("p", { class: "form-note", role: "status" });
  readonly #count = h("p", { class: "form-count", "aria-live": "polite" });
  readonly #said = h("p", { class: "visually-hidden", role: "status" });

  constructor(session: Session, form: Form) {
    this.#session = session;
    this.#form = form;
    this.#part = openPart(form, session, {
      changed: (answer) => this.#write(answer),
      say: (text) => (this.#said.textContent = text),
    });
    this.element = h(
      "div",
      { class: "answer-form", "data-kind": form.kind },
      this.#note,
      this.#part.element,
      this.#count,
      this.#said,
    );
    this.load();
  }

  /** From the drafts, which changed other than by this form. */
  load(): void {
    const { entry, starter } = this.#session.exercise;
    const own = readAnswer(this.#form, this.#session.drafts.files()[entry] ?? "");
    this.#note.textContent = own === null ? UNREADABLE : "";
    const answer = own ?? readAnswer(this.#form, starter[entry] ?? "") ?? emptyAnswer(this.#form);
    this.#part.show(answer);
    this.#tellCount(answer);
  }

  update(state: SessionState): void {
    this.#part.update?.(state);
  }

  #write(answer: FormAnswer): void {
    this.#session.edit(this.#session.exercise.entry, writeAnswer(answer));
    this.#note.textContent = "";
    this.#tellCount(answer);
  }

  #tellCount(answer: FormAnswer): void {
    const { count, of } = answered(this.#form, answer);
    const text = this.#form.kind === "order" ? "" : `${count} of ${of} answered`;
    if (this.#count.textContent !== text) this.#count.textContent = text;
  }
}

/** The answers of a form fit its part: both come from the same `Form`. */
function openPart(form: Form, session: Session, tells: FormTells<any>): FormPart<any> {
  switch (form.kind) {
    case "order":
      return new OrderForm(form, tells);
    case "grid":
      return new GridForm(form, tells);
    case "point":
      return new PointForm(form, session, tells);
  }
}
