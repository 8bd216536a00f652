// Everything that the lab shows, as data.
import type { ForkTree } from "../../../inspect/fork-tree.ts";
import type { CheckpointKey, CheckpointState, Comparison, ThreadGrowth } from "../../../inspect/saver-file.ts";
import type { NamedDatabase } from "../../../runtimes/runtime.ts";
import type { Verb } from "../../../lab/model.ts";

/** What was asked of the reader. */
export type Reading<Value> =
  | { readonly phase: "loading" }
  /** `why`: what went wrong and what can be done, in sentences. */
  | { readonly phase: "failed"; readonly why: string }
  | { readonly phase: "ready"; readonly value: Value };

export interface LabState {
  readonly databases: readonly NamedDatabase[];
  /** Name of the one that is shown. */
  readonly open: string | null;
  readonly phase: "empty" | "reading" | "ready" | "unreadable";
  /** Why it cannot be shown, in words with a next step. */
  readonly problem: string | null;
  readonly tree: ForkTree | null;
  readonly selected: CheckpointKey | null;
  readonly compared: CheckpointKey | null;
  readonly state: Reading<CheckpointState>;
  /** Against its parent; null where it has none. */
  readonly changes: Reading<Comparison> | null;
  /** What was marked on the left, what is selected on the right; null when nothing is marked. */
  readonly comparison: Reading<Comparison> | null;
  /** Null: nobody has asked yet. */
  readonly growth: Reading<readonly ThreadGrowth[]> | null;
  /** The verb that is being run. */
  readonly doing: Verb | null;
  /** What kept the last verb from ending well. */
  readonly failure: string | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** For the status line: what happened last. */
  readonly said: string;
}

export const LOADING = { phase: "loading" } as const;

export function sameKey(left: CheckpointKey | null, right: CheckpointKey | null): boolean {
  if (left === null || right === null) return left === right;
  return left.thread === right.thread && left.namespace === right.namespace && left.id === right.id;
}
