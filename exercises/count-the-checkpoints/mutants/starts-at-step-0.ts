// Wrong: the row of the input, step -1, is left out.

export type Shape =
  | { readonly kind: "row"; readonly nodes: number }
  | { readonly kind: "fan"; readonly nodes: number }
  | { readonly kind: "loop"; readonly nodes: number; readonly rounds: number }
  | { readonly kind: "diamond"; readonly branches: readonly number[] };

export function countCheckpoints(shape: Shape, turns: number): number {
  return turns * (1 + superSteps(shape));
}

function superSteps(shape: Shape): number {
  switch (shape.kind) {
    case "row":
      return shape.nodes;
    case "fan":
      return 1;
    case "loop":
      return shape.nodes * shape.rounds;
    case "diamond":
      return 1 + Math.max(...shape.branches) + 1;
  }
}
