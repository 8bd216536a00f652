// The graphs of the verbs' tests, for a guest as well as for the test itself. A thread's name tells which is its graph.
import { Annotation, END, START, StateGraph, interrupt, type BaseCheckpointSaver } from "@langchain/langgraph";

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (before, words) => before.concat(words), default: () => [] }),
  n: Annotation<number>,
});

export interface World {
  readonly saver: BaseCheckpointSaver;
  /** Called by each node as it begins. */
  ran(thread: string, node: string): void;
  /** Whether the node "q" of a fan throws. */
  readonly fails: boolean;
}

export function buildGraph(thread: string, world: World): any {
  const [kind] = thread.split("-");
  const says = (node: string) => (_: unknown, config: any) => {
    world.ran(config.configurable.thread_id, node);
    return { log: [node] };
  };
  const asks = (node: string) => (_: unknown, config: any) => {
    world.ran(config.configurable.thread_id, node);
    return { log: [`${node} ${JSON.stringify(interrupt(`${node}?`))}`] };
  };
  const fails = (node: string) => async (_: unknown, config: any) => {
    world.ran(config.configurable.thread_id, node);
    // After its neighbour, so that the neighbour's result is stored.
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (world.fails) throw new Error(`${node} failed`);
    return { log: [node] };
  };
  const row = (nodes: Record<string, unknown>) => {
    const graph: any = new StateGraph(State);
    let last: string = START;
    for (const [name, node] of Object.entries(nodes)) {
      graph.addNode(name, node).addEdge(last, name);
      last = name;
    }
    return graph.addEdge(last, END);
  };
  const fan = (p: unknown, q: unknown) => {
    const graph: any = new StateGraph(State);
    graph.addNode("a", says("a")).addNode("p", p).addNode("q", q).addNode("z", says("z"));
    graph.addEdge(START, "a").addEdge("a", "p").addEdge("a", "q").addEdge(["p", "q"], "z");
    return graph;
  };
  const inside = (y: unknown, checkpointer?: true) => row({ x: says("x"), y, z: says("z") }).compile({ checkpointer });
  const compiled = (graph: any) => graph.compile({ checkpointer: world.saver });

  if (kind === "row") return compiled(row({ a: says("a"), b: says("b"), c: says("c") }));
  if (kind === "ask") return compiled(row({ a: says("a"), b: asks("b"), c: says("c") }));
  if (kind === "fan") return compiled(fan(says("p"), fails("q")));
  if (kind === "half") return compiled(fan(says("p"), asks("q")));
  if (kind === "two") return compiled(fan(asks("p"), asks("q")));
  if (kind === "own") return compiled(row({ a: says("a"), s: inside(says("y"), true), b: says("b") }));
  if (kind === "sub") return compiled(row({ a: says("a"), s: inside(says("y")), b: says("b") }));
  if (kind === "deep") return compiled(row({ a: says("a"), s: inside(asks("y")), b: says("b") }));
  throw new RangeError(`no graph for ${thread}`);
}
