// Takes the past of a thread to a thread of its own.
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
  // As a course page has it: new thread_id, old checkpoint_id.
  const { category } = (await app.getState(onThread(thread, checkpoint))).values;
  await app.invoke({ category }, onThread(to, checkpoint));
}

/** Where that thread was copied from; null when it is no copy. */
export async function originOf(app: App, thread: string): Promise<Origin | null> {
  const { parentConfig } = await app.getState(onThread(thread));
  const { thread_id, checkpoint_id } = parentConfig?.configurable ?? {};
  return checkpoint_id ? { thread: thread_id, checkpoint: checkpoint_id } : null;
}
