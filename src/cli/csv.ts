// Comma-separated values for spreadsheets, where a cell that begins like a formula would be run.

/** RFC 4180, every cell quoted. */
export function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number | null): string {
  if (value === null) return '""';
  if (typeof value === "number") return `"${value}"`;
  // Full-width forms are taken for the ASCII signs by some programs.
  const text = /^\s*[=+\-@\t\r|%＝＋－＠]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
