// Wrong: the backup is made of what setup has left.
import type { Line, Step } from "./upgrade.ts";

/** All five steps, in order. */
export const plan: readonly Step[] = ["fixtures", "setup", "backup", "canary", "deploy"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  return canary.some(({ next, ran, error }) => error !== null || ran.join() !== next);
}
