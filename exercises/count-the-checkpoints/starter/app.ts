// The graphs that main.ts runs, for the lab too: a thread's name tells its shape. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildGraph } from "./graph.ts";
import type { Shape } from "./predict.ts";

const saver = await SqlJsSaver.open();

/** "row of 3", "fan of 4", "loop, 1 node 3 times", "diamond of 1 and 3". */
export function shapeOf(thread: string): Shape {
  const [kind] = thread.split(/\W/);
  const [nodes = 1, rounds = 1, ...more] = (thread.match(/\d+/g) ?? []).map(Number);
  if (kind === "row" || kind === "fan") return { kind, nodes };
  if (kind === "loop") return { kind, nodes, rounds };
  if (kind === "diamond") return { kind, branches: [nodes, rounds, ...more] };
  throw new RangeError(`“${thread}” names no shape: begin with row, fan, loop or diamond`);
}

/** The lab asks for the graph of a thread. */
export const graphOf = (thread: string) => buildGraph(shapeOf(thread), saver);
