// From rows to the tree that the lab draws: by parent, newest branch first, one short name for each checkpoint.
import type { CheckpointRow } from "./read-checkpoints.ts";

export interface ForkTree {
  /** The thread that was written to last comes first. */
  readonly threads: readonly ThreadTree[];
}

export interface ThreadTree {
  readonly thread: string;
  /** The graph itself ("") first, then its subgraphs by name. */
  readonly namespaces: readonly NamespaceTree[];
}

export interface NamespaceTree {
  readonly thread: string;
  readonly namespace: string;
  /** The namespace without the ids of tasks: "research|search" for "research:1f0…|search:2c1…"; "" for the graph itself. */
  readonly lane: string;
  /** Of a subgraph: the checkpoint of the namespace above during whose next step it ran. Null when it is not in the file. */
  readonly anchor: CheckpointRow | null;
  /** Checkpoints without a parent in this file, newest first. */
  readonly roots: readonly TreeNode[];
  /** What getState() without a checkpoint_id reads. */
  readonly latest: TreeNode;
}

export interface TreeNode {
  readonly row: CheckpointRow;
  /** "s2·b"; unlike any other of its namespace. */
  readonly name: string;
  readonly parent: TreeNode | null;
  /** Newest first. */
  readonly children: readonly TreeNode[];
  /** Counted along its lineage from 1: a turn begins with an input, a fork or an update. */
  readonly turn: number;
  readonly isLatest: boolean;
  /** It is the latest, or an ancestor of it. */
  readonly leadsToLatest: boolean;
  /** Why its parent is not in the file, in words; null when it has none, or the parent is there. */
  readonly danglingBecause: string | null;
}

export function forkTree(rows: readonly CheckpointRow[]): ForkTree {
  throw new Error(`not built: ${rows.length}`);
}
