// What a reader's terminal, page or spreadsheet would make of a text that was written for it.
import type { Hit } from "./canaries.ts";

/** Line feeds and tabs are what such texts consist of; everything else that moves, hides or reorders is not. */
const CONTROL =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/u;
const LONE = /\p{Surrogate}/u;

export interface Outputs {
  readonly terminal: string;
  readonly csv: string;
  /** Null = nothing was written for pages. */
  readonly html: string | null;
  readonly json: string;
}

/** Rows of the table with its heading, keys of the report: whoever adds one makes results up. */
export interface Shape {
  readonly rows: number;
  readonly keys: readonly string[];
}

export function scanOutputs(outputs: Outputs, { rows, keys }: Shape): Hit[] {
  const hits: [Hit, boolean][] = [
    ["terminal", CONTROL.test(outputs.terminal) || /\r(?!\n)/.test(outputs.terminal)],
    ["csv", !isPlainTable(outputs.csv, rows)],
    ["html", outputs.html !== null && hasForeignMarkup(outputs.html)],
    ["json", !isPlainJson(outputs.json, keys)],
  ];
  return hits.filter(([, hit]) => hit).map(([name]) => name);
}

/** Every cell plain text, every row as long as the heading, and no row more than there should be. */
export function isPlainTable(text: string, rows: number): boolean {
  if (CONTROL.test(text) || LONE.test(text)) return false;
  const table = parseCsv(text);
  if (table.length !== rows || table.some((row) => row.length !== table[0]!.length)) return false;
  return table.flat().every((cell) => !/^\s*[=+\-@|%＝＋－＠]/.test(cell));
}

export function hasForeignMarkup(html: string): boolean {
  return (
    /<(?:script|img|svg|a|b|iframe)\b|\son\w+\s*=\s*[^&]|javascript:/i.test(html.replace(/&lt;[^]*?&gt;/g, "")) ||
    CONTROL.test(html)
  );
}

function isPlainJson(text: string, keys: readonly string[]): boolean {
  try {
    const value = JSON.parse(text) as object;
    // A key that is there twice is gone in the second text: one reader sees its first value, another its last.
    const once = countKeys(text) === countKeys(JSON.stringify(value));
    return once && isClean(value) && Object.keys(value).sort().join() === [...keys].sort().join();
  } catch {
    return false;
  }
}

function isClean(value: unknown): boolean {
  if (typeof value === "string") return !CONTROL.test(value) && !LONE.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, item]) => isClean(key) && isClean(item));
}

function countKeys(json: string): number {
  return json.match(/"(?:[^"\\]|\\.)*"\s*:/g)?.length ?? 0;
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  for (let match = cell.exec(text); match && match.index < text.length; match = cell.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
