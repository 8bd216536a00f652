// Wrong: a node in a loop is counted once, however often it runs.

export type Shape =
  | { readonly kind: "row"; readonly nodes: number }
  | { readonly kind: "fan"; readonly nodes: number }
  | { readonly kind: "loop"; readonly nodes: number; readonly rounds: number }
  | { readonly kind: "diamond"; readonly branches: readonly number[] };

export function countCheckpoints(shape: Shape, turns: number): number {
  return turns * (2 + superSteps(shape));
}

function superSteps(shape: Shape): number {
  switch (shape.kind) {
    case "row":
      return shape.nodes;
    case "fan":
      return 1;
    case "loop":
      return shape.nodes;
    case "diamond":
      return 1 + Math.max(...shape.branches) + 1;
  }
}
