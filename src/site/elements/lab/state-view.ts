// What the panel beside the tree is told: which checkpoints are chosen, and how far reading them has come.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointState, Comparison } from "../../../inspect/saver-file.ts";

export interface StateView {
  /** Null: no checkpoint is chosen. */
  readonly selected: TreeNode | null;
  /** Ignored while none is selected. */
  readonly state: Reading<CheckpointState>;
  /** `compare(parent, selected)`; null when the checkpoint has no parent in this file. */
  readonly changes: Reading<Comparison> | null;
  /** The second one, to be compared with `selected`. */
  readonly compared: TreeNode | null;
  /** `compare(compared, selected)`: what was marked stands on the left. Null when there is no second one. */
  readonly comparison: Reading<Comparison> | null;
}

/** What was asked of the file. While it is being read, the panel keeps what it showed before. */
export type Reading<Value> =
  | { readonly phase: "loading" }
  /** `why`: what went wrong and what can be done, in sentences. */
  | { readonly phase: "failed"; readonly why: string }
  | { readonly phase: "ready"; readonly value: Value };

export const NOTHING_CHOSEN: StateView = {
  selected: null,
  state: { phase: "loading" },
  changes: null,
  compared: null,
  comparison: null,
};
