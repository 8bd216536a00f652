// Wrong: takes a canary without an error for a good one.
interface Line {
  readonly next: string;
  readonly ran: readonly string[];
  readonly error: string | null;
}

/** All five steps, in order. */
export const plan: readonly string[] = ["backup", "fixtures", "setup", "canary", "deploy"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  return canary.some(({ error }) => error !== null);
}
