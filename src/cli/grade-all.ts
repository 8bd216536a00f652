// All submissions of a batch, some at a time. When it is stopped, what was graded so far is kept.
import { describe, gradeOne, type Grading, keptBefore, type Named } from "./grade-one.ts";
import type { Graded } from "./grade-summary.ts";
import { someAtATime } from "./some-at-a-time.ts";
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
  await someAtATime(waiting, jobs, grading.signal, async ([index, submission]) => {
    const one = await gradeOne(submission, grading).catch((error: unknown) => {
      if (grading.signal.aborted) return null;
      throw error;
    });
    if (!one) return;
    graded[index] = one;
    const done = left.done();
    if (!quiet) out.note(`${done.count} ${describe(one)}`);
    out.progress(`${done.count}  ${done.left}`);
  });
  out.progress("");
  return graded.filter((one) => one !== null);
}
