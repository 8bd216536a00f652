// What the panel beside the tree is told: which checkpoints are chosen, and how far reading them has come.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointState, Comparison } from "../../../inspect/saver-file.ts";
import type { Reading } from "../../session/lab/lab-state.ts";

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

export const NOTHING_CHOSEN: StateView = {
  selected: null,
  state: { phase: "loading" },
  changes: null,
  compared: null,
  comparison: null,
};
