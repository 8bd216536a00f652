// Interleaved rounds, medians and ratios. The machines that run this are noisy: compare within one run, never across runs.

export type Contender = () => Promise<number>;

export interface Row {
  readonly name: string;
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

/** Each round runs every contender once, in turn, so that a slow minute hurts all of them. One warm-up round is not counted. */
export async function interleave(rounds: number, contenders: Readonly<Record<string, Contender>>): Promise<Row[]> {
  const times = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round += 1)
    for (const [name, run] of Object.entries(contenders)) {
      const ms = await run();
      if (round >= 0) times.get(name)!.push(ms);
    }
  return [...times].map(([name, list]) => row(name, list));
}

export function row(name: string, times: readonly number[]): Row {
  const sorted = [...times].sort((a, b) => a - b);
  return { name, medianMs: median(sorted), minMs: sorted[0]!, maxMs: sorted.at(-1)! };
}

export function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, medianMs, minMs, maxMs } of rows)
    console.log(`  ${name.padEnd(width)}  median ${ms(medianMs)}  min ${ms(minMs)}  max ${ms(maxMs)}`);
}

/** `what` = median of the first over median of the second, beside the goal. */
export function printRatio(what: string, rows: readonly Row[], over: string, under: string, goal: number): void {
  const find = (name: string) => rows.find((entry) => entry.name === name)!.medianMs;
  const ratio = find(over) / find(under);
  console.log(`  ${what}: ${ratio.toFixed(3)} (goal at most ${goal}) ${ratio <= goal ? "met" : "MISSED"}`);
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`.padStart(10);
}
