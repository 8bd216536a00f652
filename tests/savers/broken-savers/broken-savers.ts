// Savers with one thing wrong each, named for the rule of the contract that must notice.
import type { BrokenSavers } from "./breaking.ts";
import { brokenForGraphs } from "./graphs.ts";
import { brokenFilters, brokenGets, brokenLists, brokenReading } from "./lists.ts";
import { brokenCopies, brokenHistory, brokenPruning, brokenRuns } from "./maintenance.ts";
import { brokenPuts } from "./puts.ts";
import { brokenSerializers } from "./serializers.ts";
import { brokenSharing } from "./sharing.ts";
import { brokenValues } from "./values.ts";
import { brokenDeletes, brokenLegacy, brokenWrites } from "./writes.ts";

export const brokenSavers: BrokenSavers = {
  ...brokenValues,
  ...brokenPuts,
  ...brokenGets,
  ...brokenLists,
  ...brokenFilters,
  ...brokenReading,
  ...brokenWrites,
  ...brokenDeletes,
  ...brokenLegacy,
  ...brokenSharing,
  ...brokenSerializers,
  ...brokenHistory,
  ...brokenCopies,
  ...brokenPruning,
  ...brokenRuns,
  ...brokenForGraphs,
};
