// Samples of several figures for several contenders, printed as a table, and goals printed beside what was measured.
import { median } from "../measure.ts";

export class Samples {
  readonly #lists = new Map<string, number[]>();

  add(contender: string, figure: string, value: number): void {
    const key = JSON.stringify([contender, figure]);
    const list = this.#lists.get(key) ?? [];
    list.push(value);
    this.#lists.set(key, list);
  }

  of(contender: string, figure: string): readonly number[] {
    return this.#lists.get(JSON.stringify([contender, figure])) ?? [];
  }

  median(contender: string, figure: string): number {
    return median(this.of(contender, figure));
  }

  min(contender: string, figure: string): number {
    return Math.min(...this.of(contender, figure));
  }
}

/** Milliseconds as "median (min)"; "-" where a contender has no such figure. */
export function printTable(
  title: string,
  samples: Samples,
  contenders: readonly string[],
  figures: readonly string[],
): void {
  const rows = [
    ["ms, median (min)", ...figures],
    ...contenders.map((contender) => [contender, ...figures.map((figure) => cell(samples.of(contender, figure)))]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(
      `  ${row.map((text, column) => (column ? text.padStart(widths[column]!) : text.padEnd(widths[0]!))).join("  ")}`,
    );
}

/** `ratio`, of medians, must be at most `goal`. `ofMinima` is what it was when nothing else disturbed the machine. */
export function printGoal(what: string, ratio: number, goal: number, ofMinima?: number): void {
  const least = ofMinima === undefined ? "" : `, of minima ${show(ofMinima)}`;
  console.log(`  ${what}: ${show(ratio)}${least} (goal at most ${show(goal)}) ${ratio <= goal ? "met" : "MISSED"}`);
}

/** One below 1 as a fraction. */
function show(ratio: number): string {
  return ratio < 1 ? `1/${round(1 / ratio)}` : round(ratio);
}

function cell(values: readonly number[]): string {
  return values.length === 0 ? "-" : `${round(median(values))} (${round(Math.min(...values))})`;
}

function round(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3);
}
