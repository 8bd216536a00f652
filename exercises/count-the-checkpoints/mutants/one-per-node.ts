// Wrong: counts what ran, one row each.

export type Shape =
  | { readonly kind: "row"; readonly nodes: number }
  | { readonly kind: "fan"; readonly nodes: number }
  | { readonly kind: "loop"; readonly nodes: number; readonly rounds: number }
  | { readonly kind: "diamond"; readonly branches: readonly number[] };

export function countCheckpoints(shape: Shape, turns: number): number {
  return turns * nodeRuns(shape);
}

function nodeRuns(shape: Shape): number {
  switch (shape.kind) {
    case "row":
    case "fan":
      return shape.nodes;
    case "loop":
      return shape.nodes * shape.rounds;
    case "diamond":
      return 2 + shape.branches.reduce((sum, length) => sum + length, 0);
  }
}
