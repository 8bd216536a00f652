// What came true: the three graphs of main.ts, run once each, and their rows counted.
import { graphOf } from "./app.ts";
import { runTurns } from "./graph.ts";

const THREADS = { row: "row of 3", fan: "fan of 4", loop: "loop, 1 node 3 times" };

export async function observe(): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const [id, thread] of Object.entries(THREADS)) {
    const app = graphOf(thread);
    await runTurns(app, thread, 1);
    let rows = 0;
    for await (const _ of app.getStateHistory({ configurable: { thread_id: thread } })) rows += 1;
    seen[id] = rows === 1 ? "1 checkpoint" : `${rows} checkpoints`;
  }
  return seen;
}
