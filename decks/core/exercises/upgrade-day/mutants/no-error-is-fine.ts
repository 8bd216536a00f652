// Wrong: takes a canary without an error for a good one.
import type { Line, Step } from "./upgrade.ts";

/** All five steps, in order. */
export const plan: readonly Step[] = ["backup", "fixtures", "setup", "canary", "deploy"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  return canary.some(({ error }) => error !== null);
}
