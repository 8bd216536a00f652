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
  // Each call writes the input (step -1 of a new thread) and the state that the first nodes will see (step 0),
  // then one checkpoint per super-step. Nothing is remembered between calls that would make the second cheaper.
  return turns * (2 + superSteps(shape));
}

/** A super-step is everything that runs at the same time; how many nodes that is does not matter. */
function superSteps(shape: Shape): number {
  switch (shape.kind) {
    case "row":
      return shape.nodes;
    case "fan":
      return 1;
    case "loop":
      return shape.nodes * shape.rounds;
    case "diamond":
      // The branches walk in step; the join has to wait for the longest.
      return 1 + Math.max(...shape.branches) + 1;
  }
}
