// Samples of several figures for several contenders, printed as a table, and goals printed beside what was measured.
//
// Each sample is taken twice: as time on the clock, and as time of the processor, which on a machine that does other things
// as well is the one to trust. Where nothing else runs, they are about the same.
import { median } from "../measure.ts";
import { collectGarbage } from "./collect-garbage.ts";

export class Samples {
  readonly #lists = new Map<string, number[]>();

  add(contender: string, figure: string, value: number): void {
    const key = JSON.stringify([contender, figure]);
    const list = this.#lists.get(key) ?? [];
    list.push(value);
    this.#lists.set(key, list);
  }

  /** Times `act`, in milliseconds. */
  async time(contender: string, figure: string, act: () => Promise<unknown>): Promise<void> {
    collectGarbage();
    const cpuBefore = process.cpuUsage();
    const start = performance.now();
    await act();
    this.add(contender, figure, performance.now() - start);
    const { user, system } = process.cpuUsage(cpuBefore);
    this.add(contender, ofProcessor(figure), (user + system) / 1_000);
  }

  of(contender: string, figure: string): readonly number[] {
    return this.#lists.get(JSON.stringify([contender, figure])) ?? [];
  }

  median(contender: string, figure: string): number {
    return median(this.of(contender, figure));
  }
}

/** The name under which a figure's processor time is kept. */
function ofProcessor(figure: string): string {
  return `${figure}, processor`;
}

/** Milliseconds on the clock and, in parentheses, of the processor; "-" where a contender has no such figure. */
export function printTable(
  title: string,
  samples: Samples,
  contenders: readonly string[],
  figures: readonly string[],
): void {
  const cell = (contender: string, figure: string) =>
    samples.of(contender, figure).length === 0
      ? "-"
      : `${round(samples.median(contender, figure))} (${round(samples.median(contender, ofProcessor(figure)))})`;
  const rows = [
    ["ms, medians: clock (processor)", ...figures],
    ...contenders.map((contender) => [contender, ...figures.map((figure) => cell(contender, figure))]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(
      `  ${row.map((text, column) => (column ? text.padStart(widths[column]!) : text.padEnd(widths[0]!))).join("  ")}`,
    );
}

/** The ratio of two contenders' times must be at most `goal`. */
export function printTimeGoal(
  what: string,
  samples: Samples,
  { figure, over, under, goal }: { figure: string; over: string; under: string; goal: number },
): void {
  const ratio = (name: string) => samples.median(over, name) / samples.median(under, name);
  const verdict = (value: number) => `${show(value)} ${value <= goal ? "met" : "MISSED"}`;
  console.log(
    `  ${what} (goal at most ${show(goal)}): clock ${verdict(ratio(figure))}, processor ${verdict(ratio(ofProcessor(figure)))}`,
  );
}

/** For what does not depend on the machine. */
export function printGoal(what: string, value: number, goal: number): void {
  console.log(`  ${what} (goal at most ${show(goal)}): ${show(value)} ${value <= goal ? "met" : "MISSED"}`);
}

/** One below 1 as a fraction. */
function show(ratio: number): string {
  return ratio < 1 ? `1/${round(1 / ratio)}` : round(ratio);
}

function round(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3);
}
