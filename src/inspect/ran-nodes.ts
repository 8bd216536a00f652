// Which nodes ran so that a checkpoint came to be: what its parent led to, or, where steps between them were not stored, the
// nodes that have run on newer versions of their channels since.
import type { CheckpointRow } from "./read-checkpoints.ts";
import type { StoredCheckpoint, Versions } from "./read-stored.ts";

export interface Step {
  readonly row: CheckpointRow;
  readonly stored: StoredCheckpoint;
}

/**
 * In no order that the file tells, within one super-step. Empty for inputs, updates and forks: no node ran for these. Where
 * steps are not stored, each node that ran in them is told once.
 */
export function ranNodes({ row, stored }: Step, parent: Step | undefined): readonly string[] {
  if (row.source !== "loop") return [];
  // What an older checkpoint led to, with each node as often as something was sent to it.
  if (parent !== undefined && isStepAfter(row, parent.row))
    return parent.row.next.filter((node) => node !== "__start__");
  const before: ReadonlyMap<string, Versions> = parent?.stored.seen ?? new Map<string, Versions>();
  return [...stored.seen]
    .filter(([node, versions]) => !node.startsWith("__") && hasRunSince(versions, before.get(node)))
    .map(([node, versions]) => ({ node, last: lastOf(versions) }))
    .sort((left, right) => compareVersions(left.last, right.last))
    .map(({ node }) => node);
}

function isStepAfter({ step }: CheckpointRow, parent: CheckpointRow): boolean {
  return step !== null && parent.step !== null && step === parent.step + 1;
}

function hasRunSince(versions: Versions, before: Versions | undefined): boolean {
  return [...versions].some(([channel, version]) => before?.get(channel) !== version);
}

function lastOf(versions: Versions): number | string {
  return [...versions.values()].reduce((last, each) => (compareVersions(each, last) > 0 ? each : last), "");
}

/** Numbers by size, texts as LangGraph compares them. */
function compareVersions(left: number | string, right: number | string): number {
  if (typeof left === typeof right) return left < right ? -1 : Number(left > right);
  return typeof left === "string" ? -1 : 1;
}
