// The same, built from the end.
import { Overwrite, type Pregel } from "@langchain/langgraph";

/** A node: of the log, which is appended to, only the last two entries are left. */
export async function trim(state: { log: readonly string[] }) {
  const [last, ...before] = state.log.toReversed();
  return { log: new Overwrite([...before.slice(0, 1), ...(last === undefined ? [] : [last])]) };
}

/** The ids of all checkpoints of the thread in whose values the entry can still be read, in any order. */
export async function stillHeld(app: Pregel<any, any>, thread: string, entry: string): Promise<string[]> {
  const held = new Set<string>();
  for await (const row of app.getStateHistory({ configurable: { thread_id: thread } })) {
    const log: readonly string[] = row.values.log ?? [];
    if (log.some((one) => one === entry)) held.add(String(row.config.configurable?.checkpoint_id));
  }
  return [...held];
}
