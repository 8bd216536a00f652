// Wrong: a super-step is counted once per node in it.

export type Shape =
  | { readonly kind: "row"; readonly nodes: number }
  | { readonly kind: "fan"; readonly nodes: number }
  | { readonly kind: "loop"; readonly nodes: number; readonly rounds: number }
  | { readonly kind: "diamond"; readonly branches: readonly number[] };

export function countCheckpoints(shape: Shape, turns: number): number {
  return turns * (2 + nodeRuns(shape));
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
