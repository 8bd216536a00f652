// A thread has ended when nothing is next.
import type { Pregel } from "@langchain/langgraph";
import type { SqlJsSaver } from "@forkpoint/savers";

/** Leaves the newest `keep` checkpoints of each of these threads, and a thread that waits for a person as it is. */
export async function tidy(
  app: Pregel<any, any>,
  saver: SqlJsSaver,
  threads: readonly string[],
  keep: number,
): Promise<void> {
  for (const thread of threads) {
    const { next } = await app.getState({ configurable: { thread_id: thread } });
    if (next.length === 0) await saver.prune([thread], { keep });
  }
}

/** Which customer writes, one request after another, until the colleague's way with `keep` makes one of them a stranger. */
export const counterExample = { requests: ["ada", "ben", "ben"], keep: 4 };
