// Tells that something in a folder may have changed: by the system's events, and by looking again now and then, since events
// are missing on network drives and in some containers.
import { type FSWatcher, watch } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

export interface WatchPace {
  /** After an event, until it is told: a copy or an unpacking is many events. */
  readonly quietMs: number;
  /** At the latest, with or without an event. */
  readonly atMostMs: number;
}

/** Ends when the signal is aborted; never throws. */
export async function* changesIn(folder: string, { quietMs, atMostMs }: WatchPace, signal: AbortSignal) {
  let changed = Promise.withResolvers<void>();
  const watcher = watchFolder(folder, () => changed.resolve());
  try {
    while (!signal.aborted) {
      const timer = new AbortController();
      const options = { signal: AbortSignal.any([signal, timer.signal]) };
      await Promise.race([changed.promise, wait(atMostMs, undefined, options).catch(() => undefined)]);
      timer.abort();
      changed = Promise.withResolvers<void>();
      await wait(quietMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) yield;
    }
  } finally {
    watcher?.close();
  }
}

/** Null where the system offers no events: looking now and then has to do. */
function watchFolder(folder: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { recursive: true }, onChange);
    // A folder that is removed while it is looked at, or too many to watch.
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}
