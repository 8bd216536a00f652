// Wrong: the new version meets old state only behind the setup.
import type { Line, Step } from "./upgrade.ts";

/** All five steps, in order. */
export const plan: readonly Step[] = ["backup", "setup", "fixtures", "canary", "deploy"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  return canary.some(({ next, ran, error }) => error !== null || ran.join() !== next);
}
