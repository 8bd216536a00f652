// A checkpoint by its name, as a link has it: ids are new with every run.
import { nodesOf } from "../../../inspect/find-node.ts";
import type { ForkTree, NamespaceTree, TreeNode } from "../../../inspect/fork-tree.ts";

export interface NamedCheckpoint {
  readonly thread: string;
  readonly lane: string;
  readonly name: string;
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

function scopesOf(tree: ForkTree): NamespaceTree[] {
  return tree.threads.flatMap(({ namespaces }) => namespaces);
}
