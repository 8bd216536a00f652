// The same count without a formula: a shape becomes a list of super-steps, each a list of what runs in it.

/** The graphs of this exercise. `graph.ts` builds them for real. */
export type Shape =
  | { readonly kind: "row"; readonly nodes: number }
  | { readonly kind: "fan"; readonly nodes: number }
  | { readonly kind: "loop"; readonly nodes: number; readonly rounds: number }
  | { readonly kind: "diamond"; readonly branches: readonly number[] };

type SuperStep = readonly string[];

const INPUT: SuperStep = ["input"];
const START: SuperStep = ["start"];

/** Checkpoints in the database after `turns` calls of `invoke(input)` on one new thread. */
export function countCheckpoints(shape: Shape, turns: number): number {
  const thread: SuperStep[] = [];
  for (let turn = 1; turn <= turns; turn++) thread.push(INPUT, START, ...play(shape));
  return thread.length;
}

function play(shape: Shape): SuperStep[] {
  if (shape.kind === "fan") return [names("n", shape.nodes)];
  if (shape.kind === "row") return names("n", shape.nodes).map((name) => [name]);
  if (shape.kind === "loop") {
    const round = play({ kind: "row", nodes: shape.nodes });
    return Array.from({ length: shape.rounds }, () => round).flat();
  }
  const side: SuperStep[] = [];
  shape.branches.forEach((length, branch) => {
    // The n-th nodes of all branches run together, so they land in the same super-step.
    names(`b${branch}.`, length).forEach((name, at) => (side[at] = [...(side[at] ?? []), name]));
  });
  return [["first"], ...side, ["join"]];
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}${n + 1}`);
}
