// Wrong: a plain list is appended.
import { type Pregel } from "@langchain/langgraph";

/** A node: of the log, which is appended to, only the last two entries are left. */
export async function trim(state: { log: readonly string[] }) {
  return { log: state.log.slice(-2) };
}

/** The ids of all checkpoints of the thread in whose values the entry can still be read, in any order. */
export async function stillHeld(app: Pregel<any, any>, thread: string, entry: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { config, values } of app.getStateHistory({ configurable: { thread_id: thread } }))
    if (values.log?.includes(entry)) ids.push(config.configurable!.checkpoint_id);
  return ids;
}
