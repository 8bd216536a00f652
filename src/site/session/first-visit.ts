// Whether the workspace has to be introduced to whoever opened it.
import type { Store } from "./store.ts";

export const TOUR_KEY = "forkpoint.tour";

/** Those who have worked here before need no tour, nor does who comes for something that the address names. */
export function isFirstVisit(store: Store, hash: string): boolean {
  return store.get(TOUR_KEY) === null && store.keys("forkpoint.progress.").length === 0 && hash === "";
}
