// A report as bytes that can be compared, and with every text in it fit to be shown.
import type { Report } from "../course/model.ts";
import { cleanText } from "./clean-text.ts";

/** What two reports of the same files, seed and pins have in common on every host: keys sorted, `made` left out. */
export function comparableText(report: Report): string {
  const { made: _, ...compared } = report;
  return `${JSON.stringify(sorted(compared), null, 2)}\n`;
}

export function comparableBytes(report: Report): Uint8Array {
  return new TextEncoder().encode(comparableText(report));
}

/** Every text cleaned, those of the exercise too: whoever stores or shows a report need not ask where a text came from. */
export function cleanReport(report: Report): Report {
  return mapStrings(report, cleanText) as Report;
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  // By code unit, not by locale: the order must not depend on where the report was made.
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
