// What each browser gets of a long list: a fixed share, because with the whole the test command would take longer than the
// quarter of an hour that it may. `FORKPOINT_ALL=1 npm test` gives both everything.
import { type BrowserName, browserNames } from "../browsers.ts";

/** The first of every `every[browser]` items, in order; where no number is given, all of them. */
export function shareFor<Item>(
  browser: BrowserName,
  items: readonly Item[],
  every: Partial<Record<BrowserName, number>>,
): readonly Item[] {
  if (process.env.FORKPOINT_ALL === "1") return items;
  return items.filter((_, index) => index % (every[browser] ?? 1) === 0);
}

/** For what has little to do with which browser it is. */
export const mostlyChromium: readonly BrowserName[] = process.env.FORKPOINT_ALL === "1" ? browserNames : ["chromium"];
