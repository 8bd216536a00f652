// Wrong: writes the patch, then runs on from the checkpoint that does not have it.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

type App = Pregel<any, any>;

/**
 * Forks the thread at that step of its present branch, with `patch` applied
 * as if the node `asNode` had written it, and runs on from there.
 * Resolves with the state at the end of the new branch.
 */
export async function fork(app: App, thread: string, step: number, patch: object, asNode: string) {
  const past = (await presentBranch(app, thread)).find(({ metadata }) => metadata?.step === step);
  if (!past) throw new RangeError(`thread ${thread} has no step ${step} on its present branch`);
  await app.updateState(past.config, patch, asNode);
  return await app.invoke(null, past.config);
}

/** Newest first. The history holds every branch, so neither its order nor its step numbers say what belongs together. */
async function presentBranch(app: App, thread: string): Promise<StateSnapshot[]> {
  const branch: StateSnapshot[] = [];
  let wanted: string | undefined;
  for await (const snapshot of app.getStateHistory({ configurable: { thread_id: thread } })) {
    if (branch.length > 0 && idOf(snapshot.config) !== wanted) continue;
    branch.push(snapshot);
    wanted = idOf(snapshot.parentConfig);
  }
  return branch;
}

function idOf(config: StateSnapshot["parentConfig"]): string | undefined {
  return config?.configurable?.checkpoint_id;
}
