// Wrong: looks at one thread when all have gone on.
import type { Line, Step } from "./upgrade.ts";

/** All five steps, in order. */
export const plan: readonly Step[] = ["backup", "fixtures", "setup", "deploy", "canary"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  return canary.some(({ next, ran, error }) => error !== null || ran.join() !== next);
}
