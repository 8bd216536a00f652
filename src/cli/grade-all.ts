// All submissions of a batch, some at a time. When it is stopped, what was graded so far is kept.
import { describe, gradeOne, type Grading, keptBefore, type Named } from "./grade-one.ts";
import type { Graded } from "./grade-summary.ts";
import type { Output } from "./terminal.ts";
import { timeLeft } from "./time-left.ts";

export interface Pace {
  readonly jobs: number;
  /** No line for each one. */
  readonly quiet: boolean;
}

/** In the order of `named`. */
export async function gradeAll(
  named: readonly Named[],
  grading: Grading,
  { jobs, quiet }: Pace,
  out: Output,
): Promise<readonly Graded[]> {
  const graded: (Graded | null)[] = [];
  for (const one of named) graded.push(await keptBefore(one, grading));
  const waiting = [...named.entries()].filter(([index]) => graded[index] === null);
  const before = named.length - waiting.length;
  if (before > 0 && !quiet) out.note(`${before} of ${named.length} were graded before and have not changed`);
  const left = timeLeft(named.length, before);
  const work = async () => {
    for (let next = waiting.shift(); next && !grading.signal.aborted; next = waiting.shift()) {
      const one = await gradeOne(next[1], grading).catch((error: unknown) => {
        if (grading.signal.aborted) return null;
        throw error;
      });
      if (!one) return;
      graded[next[0]] = one;
      const done = left.done();
      if (!quiet) out.note(`${done.count} ${describe(one)}`);
      out.progress(`${done.count}  ${done.left}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  out.progress("");
  return graded.filter((one) => one !== null);
}
