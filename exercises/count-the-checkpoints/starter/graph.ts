// Builds the graphs that predict.ts counts for. Given: read it; it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";
import type { Shape } from "./predict.ts";

const State = Annotation.Root({
  /** Names of the nodes that have run, over all turns of the thread. */
  ran: Annotation<string[]>({ reducer: (before, names) => before.concat(names), default: () => [] }),
});

/** A graph of that shape. Every node does the same: it writes down its name. */
export function buildGraph(shape: Shape, saver: BaseCheckpointSaver): Pregel<any, any> {
  // Names of nodes are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(State);
  const add = (name: string, after: string | string[]) => {
    graph.addNode(name, () => ({ ran: [name] })).addEdge(after, name);
    return name;
  };
  const addRow = (prefix: string, length: number, after: string) => {
    let last = after;
    for (let n = 1; n <= length; n++) last = add(`${prefix}${n}`, last);
    return last;
  };

  if (shape.kind === "row") {
    graph.addEdge(addRow("n", shape.nodes, START), END);
  } else if (shape.kind === "fan") {
    for (let n = 1; n <= shape.nodes; n++) graph.addEdge(add(`n${n}`, START), END);
  } else if (shape.kind === "loop") {
    const runs = shape.nodes * shape.rounds;
    const again = ({ ran }: typeof State.State) => (ran.length % runs === 0 ? END : "n1");
    graph.addConditionalEdges(addRow("n", shape.nodes, START), again, ["n1", END]);
  } else {
    const first = add("first", START);
    const ends = shape.branches.map((length, index) => addRow(`b${index + 1}.`, length, first));
    graph.addEdge(add("join", ends), END);
  }
  return graph.compile({ checkpointer: saver });
}

/** Runs the graph `turns` times on one thread, each time with an input. */
export async function runTurns(app: Pregel<any, any>, thread: string, turns: number): Promise<void> {
  const config = { configurable: { thread_id: thread }, recursionLimit: 1000 };
  for (let turn = 1; turn <= turns; turn++) await app.invoke({ ran: [] }, config);
}
