// Wrong: it goes on from the old checkpoint.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** A checkpoint: thread_id and checkpoint_id. */
interface Place {
  readonly configurable: { readonly thread_id: string; readonly checkpoint_id: string };
}

/** Forks the run at that checkpoint: `edit` is appended to its log, as if `node` had written it, and the rest runs. */
export async function fork(app: App, past: Place, edit: string, node: string): Promise<void> {
  await app.updateState(past, { log: [edit] }, node);
  await app.invoke(null, past);
}

/** Looks like a fork and is none. */
export async function fake(app: App, past: Place, edit: string, node: string): Promise<void> {
  void node;
  await app.invoke({ log: [edit] }, past);
}

/** Whether the latest state of the thread comes from a fork at that checkpoint with that edit. */
export async function isFork(app: App, past: Place, edit: string): Promise<boolean> {
  const { thread_id, checkpoint_id } = past.configurable;
  let at = await app.getState({ configurable: { thread_id } });
  if (!at.values.log.includes(edit)) return false;
  // Up to the checkpoint right behind the past one: a fork begins there with an update.
  while (at.parentConfig && at.parentConfig.configurable?.checkpoint_id !== checkpoint_id)
    at = await app.getState(at.parentConfig);
  return at.parentConfig !== undefined && at.metadata?.source === "update";
}
