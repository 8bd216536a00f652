// Modules before those that import them. A module is linked by the address of its finished text, so a circle has no order.

interface Importer {
  readonly files: ReadonlyMap<unknown, string>;
}

/** Only what can be reached from `roots`. A cycle is given as the chain that closes: a, b, a. */
export function inDependencyOrder(
  sources: ReadonlyMap<string, Importer>,
  roots: readonly string[],
): { readonly paths: readonly string[] } | { readonly cycle: readonly string[] } {
  const paths = new Set<string>();
  const chain: string[] = [];
  const visit = (path: string): readonly string[] | null => {
    if (paths.has(path)) return null;
    if (chain.includes(path)) return [...chain.slice(chain.indexOf(path)), path];
    chain.push(path);
    for (const target of sources.get(path)?.files.values() ?? []) {
      const cycle = visit(target);
      if (cycle) return cycle;
    }
    chain.pop();
    paths.add(path);
    return null;
  };
  for (const root of roots) {
    const cycle = visit(root);
    if (cycle) return { cycle };
  }
  return { paths: [...paths] };
}
