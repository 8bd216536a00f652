// A `localStorage` in memory, with a quota and a switch, for the tests of what is kept in a browser.
import type { TextStorage } from "../../src/site/session/store.ts";

export interface MemoryStorage extends TextStorage {
  readonly entries: Map<string, string>;
  /** Characters that fit in; the next `setItem` beyond throws as browsers do. */
  quota: number;
}

export function memoryStorage(entries: Iterable<readonly [string, string]> = []): MemoryStorage {
  const map = new Map(entries);
  const storage: MemoryStorage = {
    entries: map,
    quota: Infinity,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    removeItem: (key) => void map.delete(key),
    setItem(key, text) {
      const others = [...map].reduce((sum, [name, value]) => sum + (name === key ? 0 : value.length), 0);
      if (others + text.length > storage.quota) throw new DOMException("no room", "QuotaExceededError");
      map.set(key, text);
    },
  };
  return storage;
}
