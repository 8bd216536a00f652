// A table of choices: radio groups in its cells where there is room, one select for each cell on a narrow screen.
import type { GridAnswer } from "../../../course/form-answer.ts";
import type { Form, Option } from "../../../course/model.ts";
import { h, inlineCode } from "../h.ts";
import { type FormPart, type FormTells, plain } from "./form-part.ts";

type GridQuestion = Extract<Form, { kind: "grid" }>;

export class GridForm implements FormPart<GridAnswer> {
  readonly element = h("div", { class: "grid-form" });
  readonly #question: GridQuestion;
  readonly #tells: FormTells<GridAnswer>;
  readonly #narrow = matchMedia("(width < 480px)");
  #answer: GridAnswer = {};

  constructor(question: GridQuestion, tells: FormTells<GridAnswer>) {
    this.#question = question;
    this.#tells = tells;
    this.#narrow.addEventListener("change", () => this.#draw());
    this.#draw();
  }

  show(answer: GridAnswer): void {
    this.#answer = answer;
    for (const row of this.#question.rows)
      for (const column of this.#question.columns) this.#fill(row.id, column.id, answer[row.id]?.[column.id] ?? "");
  }

  #draw(): void {
    this.element.replaceChildren(this.#narrow.matches ? this.#drawList() : this.#drawTable());
    this.show(this.#answer);
  }

  #drawTable(): HTMLElement {
    const { rows, columns } = this.#question;
    const head = h(
      "tr",
      {},
      h("td"),
      ...columns.map(({ id, text }) => h("th", { scope: "col", id: `column-${id}` }, ...inlineCode(text))),
    );
    const body = rows.map((row) =>
      h(
        "tr",
        {},
        h("th", { scope: "row", id: `row-${row.id}` }, ...inlineCode(row.text)),
        ...columns.map((column) => h("td", {}, this.#drawRadios(row, column))),
      ),
    );
    const table = h("table", { class: "grid-table" }, h("thead", {}, head), h("tbody", {}, ...body));
    return h("div", { class: "form-scroll", role: "region", "aria-label": "Your answer", tabindex: 0 }, table);
  }

  #drawRadios(row: Option, column: Option): HTMLElement {
    const cell = `${row.id}/${column.id}`;
    return h(
      "div",
      { role: "radiogroup", "aria-labelledby": `row-${row.id} column-${column.id}`, "data-cell": cell },
      ...this.#question.choices.map(({ id, text }) =>
        h(
          "label",
          {},
          h("input", { type: "radio", name: `cell-${cell}`, value: id, change: () => this.#choose(row, column, id) }),
          h("span", {}, ...inlineCode(text)),
        ),
      ),
    );
  }

  #drawList(): HTMLElement {
    const { rows, columns } = this.#question;
    return h(
      "div",
      { class: "grid-list" },
      ...rows.map((row) =>
        h(
          "fieldset",
          {},
          h("legend", {}, ...inlineCode(row.text)),
          ...columns.map((column) =>
            h("label", {}, h("span", {}, ...inlineCode(column.text)), this.#drawSelect(row, column)),
          ),
        ),
      ),
    );
  }

  #drawSelect(row: Option, column: Option): HTMLElement {
    const select = h(
      "select",
      { "data-cell": `${row.id}/${column.id}`, change: () => this.#choose(row, column, select.value) },
      h("option", { value: "" }, "Choose …"),
      ...this.#question.choices.map(({ id, text }) => h("option", { value: id }, plain(text))),
    );
    return select;
  }

  #fill(row: string, column: string, choice: string): void {
    const cell = this.element.querySelector(`[data-cell="${CSS.escape(`${row}/${column}`)}"]`);
    if (cell instanceof HTMLSelectElement) cell.value = choice;
    else for (const input of cell?.querySelectorAll("input") ?? []) input.checked = input.value === choice;
  }

  #choose(row: Option, column: Option, choice: string): void {
    const { [column.id]: _, ...others } = this.#answer[row.id] ?? {};
    const cells = choice === "" ? others : { ...others, [column.id]: choice };
    const rows = this.#question.rows.map(({ id }) => [id, id === row.id ? cells : (this.#answer[id] ?? {})] as const);
    this.#answer = Object.fromEntries(rows.filter(([, chosen]) => Object.keys(chosen).length > 0));
    this.#tells.changed(this.#answer);
  }
}
