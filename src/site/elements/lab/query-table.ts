// The answer to a query as a table: what was left out is said, each row can be explained, all of it copied.
import { csvOf } from "../../../inspect/run-query-csv.ts";
import { explainRow } from "../../../inspect/explain-row.ts";
import type { QueryResult } from "../../../inspect/saver-file.ts";
import { h, inlineCode } from "../h.ts";
import "./query-table.css";

/** More columns are counted, not drawn. */
const MOST_COLUMNS = 40;

export class QueryTable {
  readonly element = h("div", { class: "query-table" });
  #drawn: QueryResult | null = null;

  /** `empty`: why there may be no rows, shown when there are none. */
  update(result: QueryResult | null, empty: string): void {
    if (result === this.#drawn) return;
    this.#drawn = result;
    if (result === null) return this.element.replaceChildren();
    if (result.rows.length === 0) return this.element.replaceChildren(noRows(result, empty));
    this.element.replaceChildren(head(result), drawTable(result));
  }
}

/** "12 rows", "the first 500 rows". */
export function countWords({ rows, cut }: QueryResult): string {
  const count = `${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
  return cut ? `the first ${count}; there are more` : count;
}

function head(result: QueryResult): HTMLElement {
  const words = countWords(result);
  const copy = h("button", { type: "button", class: "button small" }, "Copy as CSV");
  copy.addEventListener("click", () => void copyInto(copy, csvOf(result)));
  return h(
    "div",
    { class: "query-head" },
    h(
      "p",
      {},
      h("strong", {}, words[0]!.toUpperCase() + words.slice(1), "."),
      result.cut && " Narrow it down with WHERE, or page with LIMIT and OFFSET.",
      " A row’s number explains it.",
    ),
    copy,
  );
}

async function copyInto(button: HTMLElement, text: string): Promise<void> {
  const before = "Copy as CSV";
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "The browser did not allow it";
  }
  setTimeout(() => (button.textContent = before), 1_600);
}

function noRows({ columns }: QueryResult, empty: string): HTMLElement {
  return h(
    "div",
    { class: "query-empty" },
    h("p", {}, h("strong", {}, "No rows.")),
    h("p", {}, empty),
    h("p", { class: "query-columns" }, "The columns would have been ", h("code", {}, columns.join(", ")), "."),
  );
}

function drawTable({ columns, rows }: QueryResult): HTMLElement {
  const shown = columns.slice(0, MOST_COLUMNS);
  const left = columns.length - shown.length;
  const body = h("tbody", {});
  for (const [at, row] of rows.entries()) body.append(drawRow({ columns, row, at, width: shown.length }));
  return h(
    "div",
    { class: "query-scroll", tabindex: 0, role: "region", "aria-label": "Rows of the answer" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col", class: "query-number" }, h("span", { class: "visually-hidden" }, "Row")),
          ...shown.map((name) => h("th", { scope: "col" }, name)),
          left > 0 && h("th", { scope: "col" }, `+ ${left} more columns`),
        ),
      ),
      body,
    ),
  );
}

interface DrawnRow {
  readonly columns: readonly string[];
  readonly row: QueryResult["rows"][number];
  readonly at: number;
  /** How many of the columns are drawn. */
  readonly width: number;
}

function drawRow(drawn: DrawnRow): HTMLElement {
  const { row, at, width } = drawn;
  const label = `Explain row ${at + 1}`;
  const button = h(
    "button",
    { type: "button", class: "query-explain", "aria-expanded": "false", "aria-label": label, title: label },
    String(at + 1),
  );
  const line = h(
    "tr",
    {},
    h("th", { scope: "row", class: "query-number" }, button),
    ...row.slice(0, width).map(drawCell),
  );
  let explained: HTMLElement | null = null;
  button.addEventListener("click", () => {
    const isOpen = explained !== null;
    button.setAttribute("aria-expanded", String(!isOpen));
    line.classList.toggle("query-open", !isOpen);
    explained?.remove();
    explained = isOpen ? null : drawExplained(drawn);
    if (explained) line.after(explained);
  });
  return line;
}

function drawCell(value: QueryResult["rows"][number][number]): HTMLElement {
  if (value === null) return h("td", {}, h("span", { class: "query-null" }, "NULL"));
  if (typeof value === "number") return h("td", { class: "query-figure" }, String(value));
  return h("td", {}, h("span", { class: "query-text" }, value));
}

function drawExplained({ columns, row, width }: DrawnRow): HTMLElement {
  const told = explainRow(columns, row);
  const words =
    told.length === 0
      ? [h("p", {}, "These columns are the query’s own: their names say what they are.")]
      : [
          h(
            "dl",
            {},
            ...told.flatMap(({ column, says }) => [
              h("dt", {}, h("code", {}, column)),
              h("dd", {}, ...inlineCode(says)),
            ]),
          ),
        ];
  return h("tr", { class: "query-explained" }, h("td", { colspan: width + 1 }, h("div", {}, ...words)));
}
