// The graphs with which the statements can be tried. Given: it is put back before grading.
import {
  Annotation,
  END,
  MemorySaver,
  START,
  StateGraph,
  type BaseCheckpointSaver,
  type Pregel,
} from "@langchain/langgraph";

const State = Annotation.Root({
  /** A later text replaces an earlier one. */
  text: Annotation<string>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Told of each station that runs, and of the text that it finds; the station fails when this rejects. */
export type Runs = (station: string, text: string) => Promise<void>;

/** The stations one after another, or side by side. Without a saver there is no checkpointer. */
export function buildStations(
  stations: readonly string[],
  runs: Runs,
  saver?: BaseCheckpointSaver,
  shape: "row" | "fan" = "row",
): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  let last: string = START;
  for (const station of stations) {
    graph.addNode(station, async ({ text }: typeof State.State) => {
      await runs(station, text);
      return { log: [station] };
    });
    graph.addEdge(last, station);
    if (shape === "row") last = station;
    else graph.addEdge(station, END);
  }
  if (shape === "row") graph.addEdge(last, END);
  return graph.compile({ checkpointer: saver });
}

const When = Annotation.Root({ when: Annotation<unknown> });

/** `write` puts a Date into the state and `read` says what it finds. Over the saver that keeps things in memory. */
export function buildDate(found: (kind: string) => Promise<void>): Pregel<any, any> {
  const graph: any = new StateGraph(When);
  return graph
    .addNode("write", () => ({ when: new Date(0) }))
    .addNode("read", async ({ when }: typeof When.State) => {
      await found(when instanceof Date ? "a Date" : `a ${typeof when}`);
      return {};
    })
    .addEdge(START, "write")
    .addEdge("write", "read")
    .addEdge("read", END)
    .compile({ checkpointer: new MemorySaver() });
}
