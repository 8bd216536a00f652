// Wrong: takes the oldest checkpoint with that step number, whichever branch it is on.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

type App = Pregel<any, any>;

/**
 * Forks the thread at that step of its present branch, with `patch` applied
 * as if the node `asNode` had written it, and runs on from there.
 * Resolves with the state at the end of the new branch.
 */
export async function fork(app: App, thread: string, step: number, patch: object, asNode: string) {
  const history: StateSnapshot[] = [];
  for await (const snapshot of app.getStateHistory({ configurable: { thread_id: thread } })) history.push(snapshot);
  const past = history.findLast(({ metadata }) => metadata?.step === step);
  if (!past) throw new RangeError(`thread ${thread} has no step ${step} on its present branch`);
  const forked = await app.updateState(past.config, patch, asNode);
  return await app.invoke(null, forked);
}
