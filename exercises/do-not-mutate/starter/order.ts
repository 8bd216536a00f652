// The graph of this exercise: an order on its way to the parcel. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

export interface Item {
  readonly name: string;
  readonly price: number;
}

export const Order = Annotation.Root({
  /** A later list replaces an earlier one. */
  items: Annotation<Item[]>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

type Changes = Partial<typeof Order.State>;

type Node = (state: typeof Order.State) => Changes | Promise<Changes>;

/** START → receive → discount → arrange → pack → END. */
export function buildOrder(saver: BaseCheckpointSaver, nodes: Record<string, Node>): Pregel<any, any> {
  const call = (name: string) => async (state: typeof Order.State) => await nodes[name]!(state);
  return new StateGraph(Order)
    .addNode("receive", call("receive"))
    .addNode("discount", call("discount"))
    .addNode("arrange", call("arrange"))
    .addNode("pack", call("pack"))
    .addEdge(START, "receive")
    .addEdge("receive", "discount")
    .addEdge("discount", "arrange")
    .addEdge("arrange", "pack")
    .addEdge("pack", END)
    .compile({ checkpointer: saver }) as any;
}

/** Calls a node with a state in which nothing can be changed; `error` says what it tried to change all the same. */
export async function callFrozen(
  node: Node,
  state: typeof Order.State,
): Promise<{ returned: unknown; error: string | null }> {
  try {
    return { returned: await node(freeze(state)), error: null };
  } catch (error) {
    if (error instanceof TypeError) return { returned: null, error: "it tried to change the state that it was given" };
    throw error;
  }
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
