// Walking an acorn tree without knowing every node type.
import type { AnyNode } from "acorn";

const NOT_CHILDREN = new Set(["type", "start", "end", "loc", "range"]);

/** Child nodes in the order of the source. `{ a }` has its one identifier as key and value: it is given once. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (NOT_CHILDREN.has(key)) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) found.push(child);
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((child, i) => i === 0 || child.start > found[i - 1]!.start);
}

export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}
