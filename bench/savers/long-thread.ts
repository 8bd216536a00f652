// A thread of very many small checkpoints, where reading the latest should cost what it costs in a short one.
import type { RunnableConfig } from "@langchain/core/runnables";
import { emptyCheckpoint, uuid6 } from "@langchain/langgraph-checkpoint";
import { THREAD } from "./chat.ts";
import { contenders, MEMORY, OURS } from "./contenders.ts";
import { printTable, Samples } from "./table.ts";

/** In a row: one alone would mostly measure how the other contender had filled the processor's caches. */
const CALLS = 20;
export const LATEST_OF_MANY = `getTuple latest, ${CALLS} times`;

export async function longThread(checkpoints: number, rounds: number): Promise<Samples> {
  const samples = new Samples();
  const names = [OURS, MEMORY];
  const opened = names.map((name) => [name, contenders[name]!()] as const);
  for (const [, { saver }] of opened) {
    let config: RunnableConfig = THREAD;
    for (let n = 0; n < checkpoints; n += 1) {
      const versions = { count: n + 1 };
      const checkpoint = {
        ...emptyCheckpoint(),
        id: uuid6(n),
        channel_values: { count: n },
        channel_versions: versions,
      };
      config = await saver.put(config, checkpoint, { source: "loop", step: n, parents: {} }, versions);
    }
  }
  for (let round = -3; round < rounds; round += 1)
    for (const [name, { saver, forget }] of opened) {
      const into = round < 0 ? new Samples() : samples; // the first rounds warm up
      await into.time(name, LATEST_OF_MANY, async () => {
        for (let call = 0; call < CALLS; call += 1) {
          forget();
          const tuple = await saver.getTuple(THREAD);
          if (tuple?.checkpoint.channel_values.count !== checkpoints - 1)
            throw new Error(`${name} gave another checkpoint`);
        }
      });
    }
  for (const [, { close }] of opened) close();
  printTable(`(e) A thread of ${checkpoints} small checkpoints`, samples, names, [LATEST_OF_MANY]);
  return samples;
}
