// Looks things up in a fork tree.
import type { ForkTree, NamespaceTree, ThreadTree, TreeNode } from "./fork-tree.ts";
import type { CheckpointKey } from "./saver-file.ts";

export function findThread(tree: ForkTree, thread: string): ThreadTree | null {
  return tree.threads.find((each) => each.thread === thread) ?? null;
}

export function findNamespace(tree: ForkTree, thread: string, namespace: string): NamespaceTree | null {
  return findThread(tree, thread)?.namespaces.find((each) => each.namespace === namespace) ?? null;
}

/** Null for nothing, and for what is not in the tree. */
export function findNode(tree: ForkTree | null, key: CheckpointKey | null): TreeNode | null {
  const found = tree && key && findNamespace(tree, key.thread, key.namespace);
  if (!found) return null;
  if (found.latest.row.id === key.id) return found.latest;
  for (const node of nodesOf(found)) if (node.row.id === key.id) return node;
  return null;
}

/** The newest of that thread, or of the thread that was written to last. */
export function latestOf(tree: ForkTree, thread?: string): TreeNode | null {
  const found = thread === undefined ? tree.threads[0] : findThread(tree, thread);
  return found?.namespaces[0]?.latest ?? null;
}

/** Newest branches first; without recursion, because a lineage may be long. */
export function* nodesOf({ roots }: NamespaceTree): Generator<TreeNode> {
  const waiting = [...roots].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    for (const child of [...node.children].reverse()) waiting.push(child);
  }
}

export function keyOf({ row: { thread, namespace, id } }: TreeNode): CheckpointKey {
  return { thread, namespace, id };
}
