// Wrong: looks at one thread when all have gone on.
interface Line {
  readonly next: string;
  readonly ran: readonly string[];
  readonly error: string | null;
}

/** All five steps, in order. */
export const plan: readonly string[] = ["backup", "fixtures", "setup", "deploy", "canary"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  return canary.some(({ next, ran, error }) => error !== null || ran.join() !== next);
}
