// Runs of real graphs, each leaving threads in some state: finished, paused, failed, forked. Every run is deterministic,
// so that two savers can be compared over it.
import { openRuns } from "./graph-runs/left-open.ts";
import type { GraphRun } from "./graph-runs/parts.ts";
import { finishedRuns } from "./graph-runs/to-the-end.ts";
import { savedRuns } from "./graph-runs/ways-to-save.ts";

export type { GraphRun, Thread } from "./graph-runs/parts.ts";

export const graphRuns: readonly GraphRun[] = [...finishedRuns, ...openRuns, ...savedRuns];
