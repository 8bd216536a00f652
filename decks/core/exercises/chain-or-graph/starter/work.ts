// The same three nodes as a chain and as a graph. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

export const NODES = ["fetch", "charge", "mail"] as const;
export type Node = (typeof NODES)[number];

/** A node that fails once, with its effect (a request, a payment, a mail) still to come or already done. */
export interface Failure {
  readonly node: Node;
  readonly when: "before-effect" | "after-effect";
}

/** The effects of one run that fails and one retry, in order, and whether the retry came to the end. */
export interface Happened {
  readonly effects: readonly Node[];
  readonly isDone: boolean;
}

/** `run` is told what a node does, and does it to the end or rejects. It is called until it resolves, twice at most. */
async function twice(failure: Failure, run: (work: (node: Node) => void) => Promise<unknown>): Promise<Happened> {
  const effects: Node[] = [];
  let fails = true;
  const failAt = (node: Node, when: Failure["when"]) => {
    if (!fails || node !== failure.node || when !== failure.when) return;
    fails = false;
    throw new Error(`${node} has failed`);
  };
  const work = (node: Node) => {
    failAt(node, "before-effect");
    effects.push(node);
    failAt(node, "after-effect");
  };
  for (let attempt = 0; attempt < 2; attempt++)
    try {
      await run(work);
      return { effects, isDone: true };
    } catch {
      // The retry is the next round.
    }
  return { effects, isDone: false };
}

/** Functions that call each other in a row. A retry calls the row again. */
export function inAChain(failure: Failure): Promise<Happened> {
  return twice(failure, async (work) => {
    for (const node of NODES) work(node);
  });
}

const State = Annotation.Root({ order: Annotation<string> });

/** A graph with a checkpointer. A retry goes on with null. */
export function inAGraph(saver: BaseCheckpointSaver, thread: string, failure: Failure): Promise<Happened> {
  const config = { configurable: { thread_id: thread } };
  let input: { order: string } | null = { order: thread };
  return twice(failure, (work) => {
    const node = (name: Node) => () => {
      work(name);
      return {};
    };
    const app = new StateGraph(State)
      .addNode("fetch", node("fetch"))
      .addNode("charge", node("charge"))
      .addNode("mail", node("mail"))
      .addEdge(START, "fetch")
      .addEdge("fetch", "charge")
      .addEdge("charge", "mail")
      .addEdge("mail", END)
      .compile({ checkpointer: saver });
    const call = app.invoke(input, config);
    input = null;
    return call;
  });
}
