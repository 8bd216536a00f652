// Wrong: the edit is looked for in the latest log alone.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** A checkpoint: thread_id and checkpoint_id. */
interface Place {
  readonly configurable: { readonly thread_id: string; readonly checkpoint_id: string };
}

/** Forks the run at that checkpoint: `edit` is appended to its log, as if `node` had written it, and the rest runs. */
export async function fork(app: App, past: Place, edit: string, node: string): Promise<void> {
  await app.invoke(null, await app.updateState(past, { log: [edit] }, node));
}

/** Looks like a fork and is none. */
export async function fake(app: App, past: Place, edit: string, node: string): Promise<void> {
  // The edit is a new checkpoint; this goes on from the old one.
  await app.updateState(past, { log: [edit] }, node);
  await app.invoke(null, past);
}

/** Whether the latest state of the thread comes from a fork at that checkpoint with that edit. */
export async function isFork(app: App, past: Place, edit: string): Promise<boolean> {
  const { thread_id } = past.configurable;
  return (await app.getState({ configurable: { thread_id } })).values.log.includes(edit);
}
