// What the runs are made of.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";

export interface GraphRun {
  readonly name: string;
  /** Compiles a graph over the saver, runs it on `config`, and gives it back. */
  run(saver: BaseCheckpointSaver, config: Thread): Promise<any>;
}

export interface Thread {
  readonly configurable: { readonly thread_id: string };
}

export const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (left, right) => left.concat(right), default: () => [] }),
});
export type Log = typeof Log.State;
export const say = (word: string) => () => ({ log: [word] });

/** A node that throws the first `times` that it is called. */
export function failing(word: string, times: number): () => { log: string[] } {
  let left = times;
  return () => {
    if (left > 0) {
      left -= 1;
      throw new Error(`${word} failed`);
    }
    return { log: [word] };
  };
}

export const settle = (run: Promise<unknown>): Promise<unknown> => run.catch((error: unknown) => error);

export async function atStep(graph: any, config: Thread, step: number): Promise<any> {
  for await (const state of graph.getStateHistory(config)) if (state.metadata.step === step) return state.config;
  throw new RangeError(`no checkpoint of step ${step}`);
}

export const line = () =>
  new StateGraph(Log)
    .addNode("a", say("a"))
    .addNode("b", say("b"))
    .addEdge(START, "a")
    .addEdge("a", "b")
    .addEdge("b", END);
