// What an `observe.ts` hands over, taken through the port: checked and bounded before anybody shows or compares it.
import type { EvidenceTable } from "../course/model.ts";

/** It hands over something else. */
export class EvidenceFault extends Error {}

const MOST_ANSWERS = 20;
const MOST_COLUMNS = 20;
const MOST_ROWS = 500;
const LONGEST_TEXT = 4_000;
const LONGEST_TABLE = 200_000;

export function readObservations(value: unknown): Record<string, string> {
  const entries = Object.entries(recordOf(value, "what observe() returns"));
  if (entries.length > MOST_ANSWERS) throw new EvidenceFault(`observe() answers more than ${MOST_ANSWERS} predictions`);
  return Object.fromEntries(entries.map(([id, answer]) => [id, textOf(answer, `the answer to ${id}`)]));
}

export function readTable(value: unknown): EvidenceTable {
  const raw = recordOf(value, "what rows() returns");
  const columns = listOf(raw.columns, "columns", MOST_COLUMNS).map((name) => textOf(name, "the name of a column"));
  const rows = listOf(raw.rows, "rows", MOST_ROWS).map((entry, index) => {
    const row = recordOf(entry, `row ${index + 1}`);
    const cells = listOf(row.cells, `cells of row ${index + 1}`, MOST_COLUMNS);
    if (cells.length !== columns.length)
      throw new EvidenceFault(`row ${index + 1} has ${cells.length} cells for ${columns.length} columns`);
    const id = textOf(row.id, `the id of row ${index + 1}`);
    if (id === "") throw new EvidenceFault(`row ${index + 1} has an empty id`);
    return { id, cells: cells.map((cell) => textOf(cell, `a cell of row ${index + 1}`)) };
  });
  if (columns.length === 0 || rows.length === 0) throw new EvidenceFault("rows() returns an empty table");
  const twice = rows.find(({ id }, index) => rows.findIndex((row) => row.id === id) !== index);
  if (twice) throw new EvidenceFault(`two rows have the id ${JSON.stringify(twice.id)}`);
  const length = rows.reduce((sum, { cells }) => sum + cells.reduce((chars, cell) => chars + cell.length, 0), 0);
  if (length > LONGEST_TABLE) throw new EvidenceFault(`the table has ${length} characters: show less of it`);
  return { columns, rows };
}

function recordOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new EvidenceFault(`${what} is no object`);
  return value as Record<string, unknown>;
}

function listOf(value: unknown, what: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new EvidenceFault(`${what}: no list`);
  if (value.length > most) throw new EvidenceFault(`${what}: more than ${most}`);
  return value as readonly unknown[];
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== "string") throw new EvidenceFault(`${what} is no text`);
  if (value.length > LONGEST_TEXT) throw new EvidenceFault(`${what} is longer than ${LONGEST_TEXT} characters`);
  return value;
}
