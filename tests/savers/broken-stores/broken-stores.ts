// Stores with one thing wrong each, by the id of the rule that must notice. A wrong thing may break other rules as well.
import { brokenBatches } from "./broken-batches.ts";
import { brokenItems } from "./broken-items.ts";
import { brokenLists } from "./broken-lists.ts";
import { brokenNames } from "./broken-names.ts";
import { brokenRankings } from "./broken-rankings.ts";
import { brokenSearches } from "./broken-searches.ts";
import { brokenTimes } from "./broken-times.ts";
import { brokenVectors } from "./broken-vectors.ts";
import type { StoreClass } from "./reference-subject.ts";

export const brokenStores: Readonly<Record<string, StoreClass>> = {
  ...brokenItems,
  ...brokenNames,
  ...brokenSearches,
  ...brokenLists,
  ...brokenBatches,
  ...brokenTimes,
  ...brokenRankings,
  ...brokenVectors,
};
