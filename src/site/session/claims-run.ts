// Which claims were run in this browser, by the claim's permanent id.
import type { Store } from "./store.ts";

const PREFIX = "forkpoint.claim.";

export function noteClaimRun(store: Store, claim: string, holds: boolean, now: Date): void {
  store.set(PREFIX + claim, JSON.stringify({ holds, at: now.toISOString() }));
}

/** Claim id → whether it held when it was run last. */
export function readClaimsRun(store: Store): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const key of store.keys(PREFIX)) {
    const holds = parseHolds(store.get(key));
    if (holds !== null) found.set(key.slice(PREFIX.length), holds);
  }
  return found;
}

function parseHolds(text: string | null): boolean | null {
  try {
    const raw = JSON.parse(text ?? "null") as { holds?: unknown } | null;
    return typeof raw?.holds === "boolean" ? raw.holds : null;
  } catch {
    // Half-written: it was not seen to the end.
    return null;
  }
}
