// Your answer: the order of the upgrade, and when it has to stop.
import type { Line, Step } from "./upgrade.ts";

/** All five steps, in order. */
export const plan: readonly Step[] = ["deploy"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  return canary.length > 100;
}
