// Wrong: takes the newest fork row of the thread for the proof, whoever made it.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

type App = Pregel<any, any>;

const onThread = (thread: string, checkpoint?: string) => ({
  configurable: { thread_id: thread, ...(checkpoint && { checkpoint_id: checkpoint }) },
});

/**
 * How often a replay of that checkpoint would call each node. Runs nothing.
 * A node that would not be called is not named.
 */
export async function callsOfReplay(app: App, thread: string, checkpoint: string): Promise<Record<string, number>> {
  const history = await historyOf(app, thread);
  const calls: Record<string, number> = {};
  let at = history.find(({ config }) => idOf(config) === checkpoint);
  while (at) {
    for (const node of at.next) if (node !== "__start__") calls[node] = (calls[node] ?? 0) + 1;
    // Only the row that the super-step itself left leads on. A child with the source fork is an earlier replay of this
    // checkpoint: it names the same nodes once more. A child with the source input begins the next turn.
    const here = idOf(at.config);
    at = history.find((row) => idOf(row.parentConfig) === here && row.metadata?.source === "loop");
  }
  return calls;
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
  const end = await app.invoke(null, onThread(thread, checkpoint));
  const proof = (await historyOf(app, thread)).find(({ metadata }) => isFork(metadata));
  return { end, proof: proof ? (idOf(proof.config) ?? null) : null };
}

async function historyOf(app: App, thread: string): Promise<StateSnapshot[]> {
  const rows: StateSnapshot[] = [];
  for await (const row of app.getStateHistory(onThread(thread))) rows.push(row);
  return rows;
}

const isFork = (metadata: StateSnapshot["metadata"]) => String(metadata?.source) === "fork";

const idOf = (config: StateSnapshot["parentConfig"]): string | undefined => config?.configurable?.checkpoint_id;
