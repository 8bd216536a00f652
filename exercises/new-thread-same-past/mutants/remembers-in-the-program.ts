// Wrong: keeps the link in a variable.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** Where a copied ticket comes from. */
export interface Origin {
  readonly thread: string;
  /** Id of the checkpoint that was copied. */
  readonly checkpoint: string;
}

const origins = new Map<string, Origin>();

const onThread = (thread: string, checkpoint?: string) => ({
  configurable: { thread_id: thread, ...(checkpoint && { checkpoint_id: checkpoint }) },
});

/**
 * Makes the new thread `to`, which stands where `thread` stood at that
 * checkpoint. Runs no station.
 */
export async function branchOff(app: App, thread: string, checkpoint: string, to: string): Promise<void> {
  const past = await app.getState(onThread(thread, checkpoint));
  // A state that is not there reads as an empty one; only metadata tells that somebody has written.
  if (!past.metadata) throw new RangeError(`thread ${thread} has no checkpoint ${checkpoint}`);
  if ((await app.getState(onThread(to))).metadata) throw new RangeError(`there is a thread ${to} already`);

  const writer = (await app.getState(past.parentConfig!)).next[0];
  await app.updateState(onThread(to), past.values, writer);
  origins.set(to, { thread, checkpoint });
}

/** Where that thread was copied from; null when it is no copy. */
export async function originOf(_app: App, thread: string): Promise<Origin | null> {
  return origins.get(thread) ?? null;
}
