// Nothing is touched before there is a way back and old state was read; nobody but the canary goes on before it was looked at.
interface Line {
  readonly next: string;
  readonly ran: readonly string[];
  readonly error: string | null;
}

/** All five steps, in order. */
export const plan: readonly string[] = ["backup", "fixtures", "setup", "canary", "deploy"];

/** Whether what the canary shows forbids to go on. */
export function mustStop(canary: readonly Line[]): boolean {
  return canary.some(({ next, ran, error }) => error !== null || ran.join() !== next);
}
