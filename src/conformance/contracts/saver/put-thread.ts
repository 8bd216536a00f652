// A thread with everything that a thread can have.
import { type Saver, at, putChain } from "./saver-calls.ts";

/** Two branches of a thread, a subgraph's checkpoint beside them, and pending writes at the latest of each. */
export async function putThread(saver: Saver, thread: string) {
  const graph = await putChain(saver, at(thread), [
    { list: ["a"], kept: 1 },
    { list: ["a", "b"], kept: 1 },
    { list: ["a", "b", "c"], kept: 1 },
  ]);
  const beside = await putChain(saver, graph[0]!, [{ list: ["a", "x"], kept: 1 }], 4);
  const child = await putChain(saver, at(thread, "child"), [{ own: 1 }, { own: 2 }], 5);
  const tips = [beside.at(-1)!, child.at(-1)!];
  for (const { config } of tips) await saver.putWrites(config, [["list", ["pending"]]], "task-1");
  return { graph, beside, child, all: [...graph, ...beside, ...child], tips };
}
