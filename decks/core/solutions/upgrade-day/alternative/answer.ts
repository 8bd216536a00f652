// Fixtures need no backup, for they run on a copy.
interface Line {
  readonly next: string;
  readonly ran: readonly string[];
  readonly error: string | null;
}

/** All five steps, in order. */
export const plan: readonly string[] = ["fixtures", "backup", "setup", "canary", "deploy"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  for (const { next, ran, error } of canary) if (error || ran.length !== 1 || ran[0] !== next) return true;
  return false;
}
