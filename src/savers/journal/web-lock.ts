// One holder of a journal among all tabs and workers of a site. Web Locks free themselves when their holder dies.
import { SaverError } from "../errors.ts";
import { web } from "./web-platform.ts";

export interface WebLock {
  release(): void;
}

export interface LockOptions {
  /** Takes the lock from whoever holds it. */
  readonly takeOver: boolean;
  /** How long to wait for a holder that is about to go: the page before a reload, as a rule. */
  readonly waitMs: number;
  /** Another one took the lock over. */
  onLost(): void;
}

/** Where there are no Web Locks (pages without https), everyone gets a lock, and the storage has to tell holders apart. */
export async function claimWebLock(journal: string, options: LockOptions): Promise<WebLock> {
  const locks = web.navigator?.locks;
  if (!locks) return { release: () => undefined };
  const impatience = new web.AbortController();
  const timer = options.takeOver ? undefined : web.setTimeout(() => impatience.abort(), options.waitMs);
  return new Promise((resolve, reject) => {
    let isHeld = false;
    let isReleased = false;
    const hold = () =>
      new Promise<void>((end) => {
        web.clearTimeout(timer);
        isHeld = true;
        resolve({
          release() {
            isReleased = true;
            end();
          },
        });
      });
    const how = options.takeOver ? { steal: true } : { signal: impatience.signal };
    locks.request(`forkpoint-journal:${journal}`, how, hold).catch((error: unknown) => {
      if (!isHeld) reject(isAbort(error) ? inUse(journal) : error);
      else if (!isReleased) options.onLost();
    });
  });
}

export function inUse(journal: string): SaverError {
  return new SaverError(
    "DATABASE_IN_USE",
    `the journal "${journal}" is open in another tab or worker: close it there, or open it here with takeOver: true`,
  );
}

export function takenOver(journal: string): SaverError {
  return new SaverError(
    "DATABASE_TAKEN_OVER",
    `the journal "${journal}" was taken over by another tab or worker: what is committed here is no longer kept; close this database, or export() it`,
  );
}

function isAbort(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === "AbortError";
}
