// Questions that are answered by pointing at a row of a table, which comes from a run of the exercise's own program.
import type { PointAnswer } from "../../../course/form-answer.ts";
import type { EvidenceTable, Form } from "../../../course/model.ts";
import type { Session } from "../../session/session.ts";
import type { SessionState } from "../../session/session-state.ts";
import { h, inlineCode } from "../h.ts";
import { drawProblem } from "../problem-card.ts";
import { type FormPart, type FormTells, plain } from "./form-part.ts";

type PointQuestion = Extract<Form, { kind: "point" }>;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export class PointForm implements FormPart<PointAnswer> {
  readonly element = h("div", { class: "point-form" });
  readonly #asks: PointQuestion["asks"];
  readonly #session: Session;
  readonly #tells: FormTells<PointAnswer>;
  readonly #evidence = h("div", { class: "evidence" });
  readonly #current = h("p", { class: "current-ask" });
  #answer: PointAnswer = {};
  #ask: string;
  #table: EvidenceTable | null = null;
  #shown = "";

  constructor({ asks }: PointQuestion, session: Session, tells: FormTells<PointAnswer>) {
    this.#asks = asks;
    this.#ask = asks[0]!.id;
    this.#session = session;
    this.#tells = tells;
    this.element.append(this.#drawAsks(), this.#current, this.#evidence);
    this.update(session.state);
    void session.questions.look();
  }

  show(answer: PointAnswer): void {
    this.#answer = answer;
    this.#mark();
  }

  update({ questions: { sight } }: SessionState): void {
    if (sight.state === this.#shown) return;
    this.#shown = sight.state;
    this.#table = sight.state === "seen" ? sight.table : null;
    if (this.#table) this.#evidence.replaceChildren(this.#drawTable(this.#table));
    else if (sight.state === "failed") this.#evidence.replaceChildren(this.#drawFailure(sight.problem));
    else this.#evidence.replaceChildren(h("p", { class: "note", role: "status" }, "Getting the table from a run …"));
    this.element.dataset.table = sight.state;
    this.#mark();
  }

  #drawFailure(problem: Parameters<typeof drawProblem>[0]): Node {
    return drawProblem(
      problem,
      () => {},
      () => void this.#session.questions.look(),
    );
  }

  #drawAsks(): HTMLElement {
    return h(
      "fieldset",
      { class: "asks" },
      h("legend", {}, "Choose a question, then the row that answers it."),
      ...this.#asks.map(({ id, text }, index) =>
        h(
          "label",
          { "data-ask": id },
          h("input", {
            type: "radio",
            name: "ask",
            value: id,
            checked: id === this.#ask,
            change: () => this.#turn(id),
          }),
          h("span", { class: "letter" }, letter(index)),
          h("span", {}, ...inlineCode(text), h("span", { class: "answered" })),
        ),
      ),
    );
  }

  #drawTable({ columns, rows }: EvidenceTable): HTMLElement {
    const head = h(
      "tr",
      {},
      h("th", { scope: "col" }, "Row"),
      ...columns.map((name) => h("th", { scope: "col" }, ...inlineCode(name))),
      h("th", { scope: "col" }, "Answers"),
    );
    const body = rows.map(({ id, cells }, index) => {
      const button = h("button", { type: "button", class: "button small", "aria-pressed": "false" }, String(index + 1));
      return h(
        "tr",
        { "data-row": id, click: () => this.#pick(id) },
        h("td", {}, button),
        ...cells.map((cell) => h("td", {}, h("span", { class: "cell" }, cell))),
        h("td", { class: "row-answers" }),
      );
    });
    const table = h(
      "table",
      { class: "evidence-table", keydown: (event) => this.#onKey(event as KeyboardEvent) },
      h("thead", {}, head),
      h("tbody", {}, ...body),
    );
    return h("div", { class: "form-scroll", role: "region", "aria-label": "Rows to point at", tabindex: 0 }, table);
  }

  /** Up and down go from row to row; Tab does so too. */
  #onKey(event: KeyboardEvent): void {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const buttons = [...this.#evidence.querySelectorAll<HTMLElement>("tbody button")];
    const next = buttons[buttons.indexOf(event.target as HTMLElement) + by];
    if (by === 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  #turn(ask: string): void {
    this.#ask = ask;
    this.#mark();
  }

  /** The row that is the answer already is taken back. */
  #pick(row: string): void {
    const { [this.#ask]: before, ...others } = this.#answer;
    const answer = before === row ? others : { ...this.#answer, [this.#ask]: row };
    const { name, text } = this.#asked();
    this.#answer = Object.fromEntries(this.#asks.flatMap(({ id }) => (answer[id] ? [[id, answer[id]]] : [])));
    this.#mark();
    this.#tells.changed(this.#answer);
    const place = this.#placeOf(row);
    this.#tells.say(before === row ? `${name} has no row now.` : `Row ${place} answers ${name}: ${text}`);
  }

  #asked(): { readonly name: string; readonly text: string } {
    const index = this.#asks.findIndex(({ id }) => id === this.#ask);
    return { name: letter(index), text: plain(this.#asks[index]?.text ?? "") };
  }

  #placeOf(row: string): number {
    return (this.#table?.rows.findIndex(({ id }) => id === row) ?? -1) + 1;
  }

  /** What is answered, by which row, and what the next pick answers; nothing is drawn anew, so the focus stays. */
  #mark(): void {
    const { name, text } = this.#asked();
    this.#current.textContent = this.#table ? `The row that you pick answers ${name}: ${text}` : "";
    for (const ask of this.#asks) {
      const words = this.element.querySelector(`[data-ask="${CSS.escape(ask.id)}"] .answered`);
      if (words) words.textContent = this.#answerWords(this.#answer[ask.id]);
    }
    for (const [index, element] of [...this.#evidence.querySelectorAll<HTMLElement>("tbody tr")].entries()) {
      const row = element.dataset.row!;
      const answers = this.#asks.flatMap(({ id }, at) => (this.#answer[id] === row ? [letter(at)] : []));
      const isPicked = this.#answer[this.#ask] === row;
      const button = element.querySelector("button")!;
      button.setAttribute("aria-pressed", String(isPicked));
      button.setAttribute("aria-label", `Row ${index + 1}, for ${name}`);
      element.toggleAttribute("data-picked", isPicked);
      element
        .querySelector(".row-answers")!
        .replaceChildren(...answers.map((each) => h("span", { class: "letter" }, each)));
    }
  }

  #answerWords(row: string | undefined): string {
    if (row === undefined) return "no row yet";
    if (!this.#table) return "answered";
    const place = this.#placeOf(row);
    return place > 0 ? `row ${place}` : "a row that is no longer in the table";
  }
}

function letter(index: number): string {
  return LETTERS[index % LETTERS.length]!;
}
