// A shop with three stations over a slow disk, and what is left of it after a kill. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** Each station appends its name. */
  log: Annotation<string[]>({ reducer: (before, names) => before.concat(names), default: () => [] }),
});

/** Told of each station that begins; the station fails when this rejects, and works until it resolves. */
export type Begins = (station: string) => Promise<void>;

/** START → the stations one after another → END. */
export function buildShop(saver: BaseCheckpointSaver, stations: readonly string[], begins: Begins): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  let last: string = START;
  for (const station of stations) {
    graph.addNode(station, async () => {
      await begins(station);
      return { log: [station] };
    });
    graph.addEdge(last, station);
    last = station;
  }
  return graph.addEdge(last, END).compile({ checkpointer: saver });
}

/** A disk that takes nothing until the run has stood still for so many turns of the clock, and none after it was cut off. */
const TURNS = 20;

export function slowDisk(saver: BaseCheckpointSaver) {
  let isCut = false;
  const put = saver.put.bind(saver);
  saver.put = async (...what) => {
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
    if (isCut) await new Promise<never>(() => {});
    return put(...what);
  };
  return {
    saver,
    /** For `buildShop`: as that station begins, the program is killed. What is on its way to the disk is lost. */
    killedIn:
      (station: string, killed: () => void): Begins =>
      async (begun) => {
        if (begun !== station) return;
        isCut = true;
        killed();
        await new Promise<never>(() => {});
      },
    /** Nothing that is still on its way arrives. Gives the saver back as it was. */
    cut: () => {
      isCut = true;
      saver.put = put;
    },
  };
}
