// Wrong: threads that wait are pruned, too.
import type { Pregel } from "@langchain/langgraph";
import type { SqlJsSaver } from "@forkpoint/savers";

/** Leaves the newest `keep` checkpoints of each of these threads, and a thread that waits for a person as it is. */
export async function tidy(
  app: Pregel<any, any>,
  saver: SqlJsSaver,
  threads: readonly string[],
  keep: number,
): Promise<void> {
  void app;
  await saver.prune(threads, { keep });
}

/** Which customer writes, one request after another, until the colleague's way with `keep` makes one of them a stranger. */
export const counterExample = { requests: ["ada", "ben", "ben"], keep: 4 };
