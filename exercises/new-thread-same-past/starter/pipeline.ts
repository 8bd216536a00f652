// The graph of this exercise: a support ticket passes through stations in a row. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";
import type { Origin } from "./branch-off.ts";

const State = Annotation.Root({
  /** What the ticket is about. One value: a later one replaces it. */
  category: Annotation<string>,
  /** Free for you to use; no station reads it. One value: a later one replaces it. */
  origin: Annotation<Origin | null>,
  /** What each station wrote. A list: new entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Does the work of one station and resolves with the entry for the log. */
export type Work = (station: string, category: string) => Promise<string>;

/** START → the stations one after another → END. The category comes with the input. */
export function buildPipeline(saver: BaseCheckpointSaver, stations: readonly string[], work: Work): Pregel<any, any> {
  // Names of stations are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(State);
  let last: string = START;
  for (const station of stations) {
    graph.addNode(station, async ({ category }: typeof State.State) => ({ log: [await work(station, category)] }));
    graph.addEdge(last, station);
    last = station;
  }
  return graph.addEdge(last, END).compile({ checkpointer: saver });
}
