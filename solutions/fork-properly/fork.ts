// Goes back to an earlier step of a thread, corrects it,
// and lets the rest run again.
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
  // updateState writes a new checkpoint beside what came after `past`, and only the config that it returns leads there:
  // past.config still means the checkpoint without the patch.
  const forked = await app.updateState(past.config, patch, asNode);
  // null = go on with what comes next. Any other input, an empty one too, would begin at START again.
  return await app.invoke(null, forked);
}

/** Newest first. The history holds every branch, so neither its order nor its step numbers say what belongs together. */
async function presentBranch(app: App, thread: string): Promise<StateSnapshot[]> {
  const branch: StateSnapshot[] = [];
  let wanted: string | undefined;
  for await (const snapshot of app.getStateHistory({ configurable: { thread_id: thread } })) {
    // The first one is the latest checkpoint; from there on only parents count, and a parent is always older.
    if (branch.length > 0 && idOf(snapshot.config) !== wanted) continue;
    branch.push(snapshot);
    wanted = idOf(snapshot.parentConfig);
  }
  return branch;
}

function idOf(config: StateSnapshot["parentConfig"]): string | undefined {
  return config?.configurable?.checkpoint_id;
}
