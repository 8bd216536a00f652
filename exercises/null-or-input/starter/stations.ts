// The graph of this exercise: stations in a row, of which one may fail or ask. Given: it is put back before grading.
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
  /** Each input and each station appends. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Told that a station runs; it fails when this rejects. */
export type Runs = (station: string) => Promise<void>;

/** START → the stations one after another → END. The station `asks`, if there is one, waits for an answer. */
export function buildStations(
  saver: BaseCheckpointSaver,
  stations: readonly string[],
  runs: Runs,
  asks?: string,
): Pregel<any, any> {
  // Names of stations are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(State);
  let last: string = START;
  for (const station of stations) {
    graph.addNode(station, async () => {
      await runs(station);
      const answer = station === asks ? `: ${interrupt(`${station}?`)}` : "";
      return { log: [station + answer] };
    });
    graph.addEdge(last, station);
    last = station;
  }
  return graph.addEdge(last, END).compile({ checkpointer: saver });
}
