// The same, by the questions that are open, and all threads at once.
import type { Pregel } from "@langchain/langgraph";
import type { SqlJsSaver } from "@forkpoint/savers";

/** Leaves the newest `keep` checkpoints of each of these threads, and a thread that waits for a person as it is. */
export async function tidy(
  app: Pregel<any, any>,
  saver: SqlJsSaver,
  threads: readonly string[],
  keep: number,
): Promise<void> {
  const waits = async (thread: string) => {
    const { tasks } = await app.getState({ configurable: { thread_id: thread } });
    return tasks.some(({ interrupts }) => interrupts.length > 0);
  };
  const ended = [];
  for (const thread of threads) if (!(await waits(thread))) ended.push(thread);
  await saver.prune(ended, { keep });
}

/** Which customer writes, one request after another, until the colleague's way with `keep` makes one of them a stranger. */
export const counterExample = { requests: ["quiet", ...Array<string>(9).fill("busy")], keep: 20 };
