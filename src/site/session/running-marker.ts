// Written before learner code runs and removed after it. Found at the next load, it says that the page died in between.
import type { Store } from "./store.ts";

export interface RunningMarker {
  readonly exercise: string;
  readonly doing: "run" | "check";
  readonly at: string;
  readonly tab: string;
}

const PREFIX = "forkpoint.running.";

export function markRunning(store: Store, marker: RunningMarker): void {
  store.set(PREFIX + marker.tab, JSON.stringify(marker));
}

export function markEnded(store: Store, tab: string): void {
  store.remove(PREFIX + tab);
}

/** Takes away and returns the marker of a page that is no longer there. */
export function takeCrashed(store: Store, exercise: string, isAlive: (tab: string) => boolean): RunningMarker | null {
  let found: RunningMarker | null = null;
  for (const key of store.keys(PREFIX)) {
    if (isAlive(key.slice(PREFIX.length))) continue;
    const marker = parseMarker(store.get(key));
    if (marker && marker.exercise !== exercise) continue;
    store.remove(key);
    found = marker ?? found;
  }
  return found;
}

function parseMarker(text: string | null): RunningMarker | null {
  try {
    const raw = JSON.parse(text ?? "null") as Partial<RunningMarker> | null;
    if (!raw || typeof raw.exercise !== "string" || typeof raw.at !== "string" || typeof raw.tab !== "string")
      return null;
    return { exercise: raw.exercise, doing: raw.doing === "check" ? "check" : "run", at: raw.at, tab: raw.tab };
  } catch {
    // Half-written by the tab that died: that it is there says enough, but not which exercise it was.
    return null;
  }
}
