// The order in which checkpoints can be put: each after the one that it continues.

interface Node {
  readonly id: string;
  readonly parentId: string | undefined;
}

/** Every id once. A branch is followed to its end, so that a parent is, as a rule, the checkpoint just before. */
export function parentsFirst(nodes: readonly Node[]): string[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const children = new Map<string, string[]>();
  const roots: string[] = [];
  for (const { id, parentId } of nodes) {
    // A parent that is not in the file was deleted by hand, or never saved.
    if (parentId === undefined || !ids.has(parentId)) roots.push(id);
    else children.set(parentId, [...(children.get(parentId) ?? []), id]);
  }
  const ordered = new Set<string>();
  const follow = (from: string): void => {
    const left = [from];
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (ordered.has(id)) continue;
      ordered.add(id);
      left.push(...(children.get(id) ?? []).toReversed());
    }
  };
  roots.forEach(follow);
  // What is its own ancestor can only be made by hand; it is not lost either.
  ids.forEach(follow);
  return [...ordered];
}
