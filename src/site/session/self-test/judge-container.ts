// What became of a container, and what that means.
import { isOnlyLikely, type RuntimeChoice } from "../../../runtimes/choose-runtime.ts";
import type { RuntimeError } from "../../../runtimes/errors.ts";
import { failed, finding, passed, type Result } from "./model.ts";
import type { StepTime } from "./step-times.ts";
import { ms, sentence } from "./words.ts";

export function choice(chosen: RuntimeChoice): Result {
  if (chosen.use !== "none")
    return passed("it would", "An exercise that needs Node is started in a container without a question.");
  const reason = `it would not: ${chosen.reason}`;
  return isOnlyLikely(chosen.bar)
    ? finding(reason, "An exercise that needs Node says so and asks first. It is tried here all the same.")
    : failed(reason, "An exercise that needs Node says so, with what can be done about it.");
}

export function booted(steps: readonly StepTime[], isolation: string): Result {
  return passed(timesOf(steps), `Made in: ${isolation}.`);
}

/** The message says the cause and what to do next. */
export function notBooted({ code, message }: RuntimeError, steps: readonly StepTime[]): Result {
  return failed([code, timesOf(steps)].filter((part) => part !== "").join("; "), sentence(message));
}

function timesOf(steps: readonly StepTime[]): string {
  if (steps.length === 0) return "";
  const total = steps.reduce((sum, step) => sum + step.ms, 0);
  return `${ms(total)} in all: ${steps.map((step) => `${step.step} ${ms(step.ms)}`).join(", ")}`;
}
