// An answer as comma-separated values, for spreadsheets (RFC 4180).
import type { QueryResult } from "./saver-file.ts";

type Cell = QueryResult["rows"][number][number];

/** With a line of column names; ends with a line break. */
export function csvOf({ columns, rows }: Pick<QueryResult, "columns" | "rows">): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: Cell): string {
  if (value === null) return "";
  // A spreadsheet takes text that begins so for a formula, full-width signs too, and what is in the file may be anybody's.
  const text = typeof value === "string" && /^\s*[=+\-@\t\r|%＝＋－＠]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
