// A fork, a fake, and what tells them apart.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** A checkpoint: thread_id and checkpoint_id. */
interface Place {
  readonly configurable: { readonly thread_id: string; readonly checkpoint_id: string };
}

/** Forks the run at that checkpoint: `edit` is appended to its log, as if `node` had written it, and the rest runs. */
export async function fork(app: App, past: Place, edit: string, node: string): Promise<void> {
  void [app, past, edit, node];
}

/** Looks like a fork and is none. */
export async function fake(app: App, past: Place, edit: string, node: string): Promise<void> {
  void [app, past, edit, node];
}

/** Whether the latest state of the thread comes from a fork at that checkpoint with that edit. */
export async function isFork(app: App, past: Place, edit: string): Promise<boolean> {
  void [app, past, edit];
  throw new Error("isFork is still to be written");
}
