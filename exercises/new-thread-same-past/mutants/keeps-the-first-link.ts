// Wrong: lets the copied link win over the new one.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** Where a copied ticket comes from. */
export interface Origin {
  readonly thread: string;
  /** Id of the checkpoint that was copied. */
  readonly checkpoint: string;
}

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
  await app.updateState(onThread(to), { origin: { thread, checkpoint }, ...past.values }, writer);
}

/** Where that thread was copied from; null when it is no copy. */
export async function originOf(app: App, thread: string): Promise<Origin | null> {
  // No station writes this field, so it stays through runs and turns.
  return (await app.getState(onThread(thread))).values.origin ?? null;
}
