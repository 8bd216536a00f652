// How many checkpoints will a run leave behind? Work it out from the shape
// of the graph; no graph is run here.

/** The graphs of this exercise. `graph.ts` builds them for real. */
export type Shape =
  /** START → n1 → n2 → … → END */
  | { readonly kind: "row"; readonly nodes: number }
  /** START → all nodes at the same time → END */
  | { readonly kind: "fan"; readonly nodes: number }
  /** A row whose last node leads back to the first: `rounds` times through. */
  | { readonly kind: "loop"; readonly nodes: number; readonly rounds: number }
  /**
   * One node, then branches side by side, then one node that waits for all.
   * Each branch is a row; the numbers are their lengths.
   */
  | { readonly kind: "diamond"; readonly branches: readonly number[] };

/** Checkpoints that a new thread holds after `turns` calls of `invoke(input)`. */
export function countCheckpoints(shape: Shape, turns: number): number {
  // A first guess, as many articles have it: one checkpoint per node.
  switch (shape.kind) {
    case "row":
    case "fan":
    case "loop":
      return turns * shape.nodes;
    case "diamond":
      return turns * (1 + shape.branches.reduce((sum, length) => sum + length, 0) + 1);
  }
}
