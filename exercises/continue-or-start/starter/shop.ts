// The graph of this exercise: an order passes through stations in a row. Given: it is put back before grading.
import {
  Annotation,
  END,
  START,
  StateGraph,
  interrupt,
  type BaseCheckpointSaver,
  type Pregel,
} from "@langchain/langgraph";

const State = Annotation.Root({
  /** The customer's message. One value: a later one replaces it. */
  order: Annotation<string>,
  /** What each station wrote. A list: new entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** A station that asks waits for the customer's answer, and works with that instead of the order. */
export interface Station {
  readonly name: string;
  readonly asks?: string;
}

/** Does the work of one station, in the world outside, and resolves with the entry for the log. */
export type Work = (station: string, message: string) => Promise<string>;

/** START → the stations one after another → END. The order comes with the input: `{ order }`. */
export function buildShop(saver: BaseCheckpointSaver, stations: readonly Station[], work: Work): Pregel<any, any> {
  // Names of stations are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(State);
  let last: string = START;
  for (const { name, asks } of stations) {
    graph.addNode(name, async ({ order }: typeof State.State) => {
      const message: string = asks === undefined ? order : interrupt(asks);
      return { log: [await work(name, message)] };
    });
    graph.addEdge(last, name);
    last = name;
  }
  return graph.addEdge(last, END).compile({ checkpointer: saver });
}
