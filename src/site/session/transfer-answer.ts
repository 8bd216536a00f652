// What a learner answered to the transfer question of an exercise. Kept by the exercise's permanent id.
import type { Store } from "./store.ts";

export interface KeptTransfer {
  readonly exercise: string;
  /** The choice in its own words. */
  readonly said: string;
  readonly right: boolean;
  /** When it was said, in milliseconds since 1970. */
  readonly at: number;
}

const PREFIX = "forkpoint.transfer.";

export const transferKey = (exercise: string): string => PREFIX + exercise;

/** Of every exercise that this browser holds one of. */
export function readTransfers(store: Store): KeptTransfer[] {
  return store.keys(PREFIX).flatMap((key) => readTransfer(store, key.slice(PREFIX.length)) ?? []);
}

export function readTransfer(store: Store, exercise: string): KeptTransfer | null {
  return parseTransfer(exercise, store.get(transferKey(exercise)));
}

export function keepTransfer(store: Store, { exercise, said, right, at }: KeptTransfer): void {
  store.set(transferKey(exercise), JSON.stringify({ said, right, at }));
}

/** Whoever wrote that text, what comes out has the right shape. */
export function parseTransfer(exercise: string, text: string | null): KeptTransfer | null {
  try {
    const raw = JSON.parse(text ?? "null") as Record<string, unknown> | null;
    if (typeof raw !== "object" || typeof raw?.said !== "string") return null;
    const at = typeof raw.at === "number" && Number.isFinite(raw.at) ? raw.at : 0;
    return { exercise, said: raw.said, right: raw.right === true, at };
  } catch {
    // Half-written or foreign: as good as nothing, and the question is asked again.
    return null;
  }
}
