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

/** `value` must be at most `goal`; a goal below one is also shown as a fraction. */
export function printGoal(what: string, value: number, goal: number): void {
  const show = (ratio: number) => (ratio < 1 ? `1/${round(1 / ratio)}` : round(ratio));
  console.log(`  ${what}: ${show(value)} (goal at most ${show(goal)}) ${value <= goal ? "met" : "MISSED"}`);
}

function cell(values: readonly number[]): string {
  return values.length === 0 ? "-" : `${round(median(values))} (${round(Math.min(...values))})`;
}

function round(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3);
}
