// Text by key in this browser, and in memory where the browser will not have it. Says so; never throws, never loses what it was given.

export type StoreTrouble = "denied" | "full";

export interface Store {
  get(key: string): string | null;
  set(key: string, text: string): void;
  remove(key: string): void;
  keys(prefix: string): string[];
  /** What is wrong with the browser's storage; what was set since is held in memory only. */
  readonly trouble: StoreTrouble | null;
  onTrouble(listener: (trouble: StoreTrouble | null) => void): void;
}

/** The part of `localStorage` that is used. */
export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PROBE = "forkpoint.probe";

/** `open` may throw: a browser that forbids storage throws on the mere mention of it. */
export function openStore(open: () => TextStorage): Store {
  let storage: TextStorage | null = null;
  let trouble: StoreTrouble | null = null;
  const memory = new Map<string, string>();
  const listeners: ((trouble: StoreTrouble | null) => void)[] = [];
  const report = (next: StoreTrouble | null) => {
    if (next === trouble) return;
    trouble = next;
    for (const listener of listeners) listener(next);
  };
  try {
    storage = open();
    storage.setItem(PROBE, "1");
    storage.removeItem(PROBE);
  } catch (error) {
    trouble = isFull(error) ? "full" : "denied";
    if (trouble === "denied") storage = null;
  }

  return {
    get trouble() {
      return trouble;
    },
    onTrouble: (listener) => void listeners.push(listener),
    get: (key) => memory.get(key) ?? storage?.getItem(key) ?? null,
    set(key, text) {
      try {
        if (!storage) throw new DOMException("no storage", "SecurityError");
        storage.setItem(key, text);
        memory.delete(key);
        if (memory.size === 0) report(null);
      } catch (error) {
        memory.set(key, text);
        report(isFull(error) ? "full" : "denied");
      }
    },
    remove(key) {
      memory.delete(key);
      storage?.removeItem(key);
    },
    keys(prefix) {
      const found = new Set(memory.keys());
      for (let index = 0; index < (storage?.length ?? 0); index++) found.add(storage?.key(index) ?? "");
      return [...found].filter((key) => key.startsWith(prefix)).sort();
    },
  };
}

function isFull(error: unknown): boolean {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return name === "QuotaExceededError" || name === "NS_ERROR_DOM_QUOTA_REACHED";
}
