// Looks up nodes of the tree by key or by name.
import type { ForkTree, NamespaceTree, TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointKey } from "../../../inspect/saver-file.ts";

/** By name, as a link has it: ids are new with every run. */
export interface NamedCheckpoint {
  readonly thread: string;
  readonly lane: string;
  readonly name: string;
}

export function findNode(tree: ForkTree | null, key: CheckpointKey | null): TreeNode | null {
  if (!tree || !key) return null;
  for (const scope of scopesOf(tree))
    if (scope.thread === key.thread && scope.namespace === key.namespace)
      for (const node of nodesOf(scope)) if (node.row.id === key.id) return node;
  return null;
}

export function findByName(tree: ForkTree, { thread, lane, name }: NamedCheckpoint): TreeNode | null {
  for (const scope of scopesOf(tree))
    if (scope.thread === thread && scope.lane === lane)
      for (const node of nodesOf(scope)) if (node.name === name) return node;
  return null;
}

export function nameOf(tree: ForkTree, node: TreeNode): NamedCheckpoint {
  const { thread, namespace } = node.row;
  const scope = scopesOf(tree).find((each) => each.thread === thread && each.namespace === namespace);
  return { thread, lane: scope?.lane ?? "", name: node.name };
}

/** The newest of the thread that was written to last; of that thread, if one is named. */
export function latestOf(tree: ForkTree, thread?: string): TreeNode | null {
  const found = thread === undefined ? tree.threads[0] : tree.threads.find((each) => each.thread === thread);
  return found?.namespaces[0]?.latest ?? null;
}

function scopesOf(tree: ForkTree): NamespaceTree[] {
  return tree.threads.flatMap(({ namespaces }) => namespaces);
}

/** Without recursion: a thread may be thousands of steps long. */
function* nodesOf({ roots }: NamespaceTree): Generator<TreeNode> {
  const open = [...roots];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    open.push(...node.children);
  }
}
