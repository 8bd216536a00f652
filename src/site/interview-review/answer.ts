// An answer as a reviewer reads it: code in its colours, or what a form was filled with, in the form's words.
import {
  type FormAnswer,
  type GridAnswer,
  type OrderAnswer,
  type PointAnswer,
  readAnswer,
} from "../../course/form-answer.ts";
import type { EvidenceTable, Files, Form, Option } from "../../course/model.ts";
import type { ShownItem } from "../../interview/review-page.ts";
import { h, inlineCode } from "../elements/h.ts";
import { drawCode } from "./code.ts";

type AnswerParts = Pick<ShownItem, "files" | "form" | "table">;

export function drawAnswer({ files, form, table }: AnswerParts): HTMLElement {
  const names = Object.keys(files);
  if (names.length === 0) return h("p", { class: "note" }, "Nothing was handed in.");
  const answer = form && readAnswer(form, files[names[0]!]!);
  if (form && answer) return h("div", { class: "answer" }, drawForm(form, answer, table));
  return h("div", { class: "answer" }, ...drawFiles(files));
}

export function drawFiles(files: Files): HTMLElement[] {
  const names = Object.keys(files);
  return names.map((name) =>
    h("figure", { class: "file" }, h("figcaption", {}, name), drawCode(files[name]!, `${name}, as it was handed in`)),
  );
}

export function drawForm(form: Form, answer: FormAnswer, table: EvidenceTable | null): HTMLElement {
  switch (form.kind) {
    case "order":
      return drawOrder(form.items, answer as OrderAnswer);
    case "grid":
      return drawGrid(form, answer as GridAnswer);
    case "point":
      return drawPoints(form.asks, answer as PointAnswer, table);
  }
}

function drawOrder(items: readonly Option[], order: OrderAnswer): HTMLElement {
  return h("ol", { class: "order" }, ...order.map((id) => h("li", {}, ...textOf(items, id))));
}

function drawGrid({ rows, columns, choices }: Extract<Form, { kind: "grid" }>, answer: GridAnswer): HTMLElement {
  const cell = (row: string, column: string) => {
    const choice = answer[row]?.[column];
    return choice === undefined ? [h("em", {}, "no answer")] : textOf(choices, choice);
  };
  return h(
    "div",
    { class: "scroll", role: "region", "aria-label": "The answer", tabindex: 0 },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h("tr", {}, h("td"), ...columns.map(({ text }) => h("th", { scope: "col" }, ...inlineCode(text)))),
      ),
      h(
        "tbody",
        {},
        ...rows.map((row) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, ...inlineCode(row.text)),
            ...columns.map((column) => h("td", {}, ...cell(row.id, column.id))),
          ),
        ),
      ),
    ),
  );
}

/** Each question with the row that was pointed at; without the table, with its id alone. */
function drawPoints(asks: readonly Option[], answer: PointAnswer, table: EvidenceTable | null): HTMLElement {
  const columns = table?.columns ?? [];
  const pointed = (ask: string) => {
    const id = Object.hasOwn(answer, ask) ? answer[ask] : undefined;
    if (id === undefined) return [h("td", { colspan: columns.length + 1 }, h("em", {}, "no answer"))];
    const cells = table?.rows.find((row) => row.id === id)?.cells ?? columns.map(() => "");
    return [h("td", {}, h("code", {}, id)), ...cells.map((text) => h("td", {}, text))];
  };
  return h(
    "div",
    { class: "scroll", role: "region", "aria-label": "The answer", tabindex: 0 },
    h(
      "table",
      { class: "points" },
      h("thead", {}, h("tr", {}, h("td"), ...["row", ...columns].map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        {},
        ...asks.map(({ id, text }) => h("tr", {}, h("th", { scope: "row" }, ...inlineCode(text)), ...pointed(id))),
      ),
    ),
  );
}

function textOf(options: readonly Option[], id: string): (Node | string)[] {
  return inlineCode(options.find((option) => option.id === id)?.text ?? id);
}
