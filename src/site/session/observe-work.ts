// What came true, in the judge worker: the exercise's own observe.ts, run in a guest as learner code is.
import { observeExercise } from "../../grading/observe.ts";
import type { ExerciseRuntime } from "../../runtimes/runtime.ts";
import { kernel } from "./kernel.ts";
import type { ObserveResult, Work, WorkEvent } from "./protocol.ts";

export async function observeWork(
  { exercise }: Extract<Work, { kind: "observe" }>,
  runtime: ExerciseRuntime,
  signal: AbortSignal,
  tell: (event: WorkEvent) => void,
): Promise<ObserveResult> {
  const onStep = (step: string) => tell({ kind: "step", step });
  return { kind: "observe", ...(await observeExercise({ exercise, runtime, kernel, signal, onStep })) };
}
