// Checkpoints made by hand, for what says something about them.
import type { ForkTree, TreeNode } from "../../src/inspect/fork-tree.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";

export function row(more: Partial<CheckpointRow> & { readonly id: string }): CheckpointRow {
  return {
    thread: "thread",
    namespace: "",
    parent: null,
    step: 1,
    source: "loop",
    next: [],
    finished: [],
    createdAt: null,
    valueBytes: 0,
    pendingWrites: 0,
    interrupts: 0,
    asked: 0,
    errors: [],
    parents: {},
    dangling: false,
    ...more,
  };
}

/** In the order of the rows. */
export function nodesOf(tree: ForkTree, rows: readonly CheckpointRow[]): (TreeNode | undefined)[] {
  const nodes = new Map<CheckpointRow, TreeNode>();
  const open = tree.threads.flatMap(({ namespaces }) => namespaces.flatMap(({ roots }) => roots));
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.set(node.row, node);
    open.push(...node.children);
  }
  return rows.map((each) => nodes.get(each));
}
