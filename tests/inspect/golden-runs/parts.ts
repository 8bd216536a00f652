// What the golden runs are made of. Every run is deterministic but for ids and times.
import type { SqlJsSaver } from "@forkpoint/savers";

export interface GoldenRun {
  /** Also the name of the file that says what was read. */
  readonly name: string;
  /** Runs graphs over the saver, and gives the one that reads its threads. */
  run(saver: SqlJsSaver): Promise<any>;
}

export const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

export async function atStep(graph: any, thread: string, step: number): Promise<any> {
  for await (const state of graph.getStateHistory(onThread(thread)))
    if (state.metadata.step === step) return state.config;
  throw new RangeError(`no checkpoint of step ${step}`);
}
