// What each browser gets of a long list. Chromium gets all of it; Firefox a fixed share, because with the whole the test
// command would take longer than the quarter of an hour that it may. `FORKPOINT_ALL=1 npm test` gives both everything.
import type { BrowserName } from "../browsers.ts";

/** The first of every `every` items for Firefox, in order. */
export function shareFor<Item>(browser: BrowserName, items: readonly Item[], every: number): readonly Item[] {
  if (browser === "chromium" || process.env.FORKPOINT_ALL === "1") return items;
  return items.filter((_, index) => index % every === 0);
}
