// Which pages of this site are open now. Each load of a page gets a name and holds a lock of that name until it is gone.

const KEY = "forkpoint.page";
const LOCK = "forkpoint.page.";

export interface OpenPages {
  /** The name of this load of this page. */
  readonly own: string;
  /** Whether the page of that name is still there. */
  isAlive(name: string): boolean;
}

export async function joinPages(): Promise<OpenPages> {
  const own = crypto.randomUUID();
  // What this tab showed before a reload or a crash is certainly gone, even if its lock lingers.
  const before = swapName(own);
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return { own, isAlive: (name) => name !== before };
  void locks.request(LOCK + own, () => new Promise(() => {}));
  const { held = [] } = await locks.query();
  const alive = new Set(held.map(({ name }) => name));
  return { own, isAlive: (name) => name !== before && alive.has(LOCK + name) };
}

/** Writes this page's name into the tab's own storage and returns the one that was there. */
function swapName(own: string): string | null {
  try {
    const before = sessionStorage.getItem(KEY);
    sessionStorage.setItem(KEY, own);
    return before;
  } catch {
    // No storage to be had: a crash of this tab is then noticed by its lock alone.
    return null;
  }
}
