// The answer of an exercise without code: read from its file, written to it, and measured against the form. Text and data only.
import type { Form } from "./model.ts";
import { readLiteral } from "./read-literal.ts";

/** `order`: item ids. `point`: ask id → row id. `grid`: row id → column id → choice id. */
export type OrderAnswer = readonly string[];
export type PointAnswer = Readonly<Record<string, string>>;
export type GridAnswer = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface AnswerOf {
  readonly order: OrderAnswer;
  readonly grid: GridAnswer;
  readonly point: PointAnswer;
}
export type FormAnswer = AnswerOf[Form["kind"]];

/** What a form begins with when there is nothing to read. */
export function emptyAnswer(form: Form): FormAnswer {
  return form.kind === "order" ? form.items.map(({ id }) => id) : {};
}

const BEFORE = "// Written by the form of this exercise.\n";

export function writeAnswer(answer: FormAnswer): string {
  return `${BEFORE}export const answer = ${JSON.stringify(answer, null, 2)};\n`;
}

/** Null where the file does not say `export const answer = …` with plain data that fits the form. */
export function readAnswer(form: Form, file: string): FormAnswer | null {
  const start = /^export\s+const\s+answer\b[^=]*=/m.exec(file);
  if (!start) return null;
  const read = readLiteral(file.slice(start.index + start[0].length));
  if (read === null || !/^\s*(as const)?\s*;?\s*$/.test(read.rest)) return null;
  return answerFault(form, read.value) === null ? (read.value as FormAnswer) : null;
}

/** Why this is no answer that the form can write, as the end of a sentence; null when it is one, complete or not. */
export function answerFault(form: Form, value: unknown): string | null {
  switch (form.kind) {
    case "order":
      return orderFault(ids(form.items), value);
    case "grid":
      return gridFault(form, value);
    case "point":
      return entriesFault(value, ids(form.asks), "ask", (row) =>
        typeof row === "string" ? null : "is no id of a row",
      );
  }
}

/** How many of the form's questions are answered, of how many. */
export function answered(form: Form, answer: FormAnswer): { readonly count: number; readonly of: number } {
  switch (form.kind) {
    case "order":
      return { count: form.items.length, of: form.items.length };
    case "grid": {
      const cells = Object.values(answer as GridAnswer).flatMap((row) => Object.keys(row));
      return { count: cells.length, of: form.rows.length * form.columns.length };
    }
    case "point":
      return { count: Object.keys(answer).length, of: form.asks.length };
  }
}

/** The order with one item in another place. A place that is not there changes nothing. */
export function moveItem(order: OrderAnswer, from: number, to: number): OrderAnswer {
  if (from === to || !(from in order) || !(to in order)) return order;
  const without = order.filter((_, index) => index !== from);
  return [...without.slice(0, to), order[from]!, ...without.slice(to)];
}

function orderFault(known: readonly string[], value: unknown): string | null {
  if (!Array.isArray(value)) return "is no list of ids";
  const list = value as readonly unknown[];
  const unknown = list.find((id) => typeof id !== "string" || !known.includes(id));
  if (unknown !== undefined) return `lists ${JSON.stringify(unknown)}, which is no item`;
  const missing = known.find((id) => !list.includes(id));
  if (missing !== undefined) return `does not list ${missing}`;
  return list.length > known.length ? "lists an item twice" : null;
}

function gridFault({ rows, columns, choices }: Extract<Form, { kind: "grid" }>, value: unknown): string | null {
  const isChoice = (choice: unknown) =>
    ids(choices).some((id) => id === choice) ? null : `is ${JSON.stringify(choice)}, which is no choice`;
  return entriesFault(value, ids(rows), "row", (row) => entriesFault(row, ids(columns), "column", isChoice));
}

function entriesFault(
  value: unknown,
  known: readonly string[],
  what: string,
  faultOf: (entry: unknown) => string | null,
): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `is no object by ${what}`;
  for (const [id, entry] of Object.entries(value)) {
    if (!known.includes(id)) return `names ${JSON.stringify(id)}, which is no ${what}`;
    const fault = faultOf(entry);
    if (fault !== null) return `${fault}, at ${id}`;
  }
  return null;
}

function ids(options: readonly { readonly id: string }[]): string[] {
  return options.map(({ id }) => id);
}
