// Compares the traces of random programs, step by step.
import { randomPrograms } from "./random-programs.ts";

/** How a program ended, the store that leaked out of it, and `label:store` for each step. */
export type ProgramTrace = readonly [end: string, leaked: string, steps: string];

/** The programs one by one, in the order of `randomPrograms`. */
export function programTexts(seed: number, count: number): string[] {
  return randomPrograms(seed, count)
    .split(/^(?=async \(als, at\))/m)
    .slice(1)
    .map((text) => text.replace(/,?\n(?:\];\n)?$/, ""));
}

/**
 * One entry for each program whose trace differs, with its text. Of programs for which `orderIsTheEngines` only the
 * steps and their stores are compared, not their order.
 */
export function traceDifferences(
  seed: number,
  native: readonly ProgramTrace[],
  ours: readonly ProgramTrace[],
  orderIsTheEngines: (program: string) => boolean = () => false,
): string[] {
  const programs = programTexts(seed, native.length);
  const comparable = (trace: ProgramTrace | undefined, program: string) =>
    trace && orderIsTheEngines(program) ? [trace[0], trace[1], trace[2].split(" ").sort().join(" ")] : trace;
  return native.flatMap((trace, i) => {
    const program = programs[i]!;
    if (JSON.stringify(comparable(trace, program)) === JSON.stringify(comparable(ours[i], program))) return [];
    return [`program ${i} of seed ${seed}\n  Node: ${trace.join(" | ")}\n  ours: ${ours[i]?.join(" | ")}\n${program}`];
  });
}
