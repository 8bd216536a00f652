// Which of the runtimes at hand can run an exercise.
import type { Capability } from "../course/model.ts";
import type { ExerciseRuntime } from "./runtime.ts";

/** The first that provides all that is needed: list the cheapest first. */
export function chooseRuntime(
  needs: readonly Capability[],
  runtimes: readonly ExerciseRuntime[],
): ExerciseRuntime | undefined {
  return runtimes.find((runtime) => needs.every((capability) => runtime.provides.has(capability)));
}
