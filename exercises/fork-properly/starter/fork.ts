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
  const config = { configurable: { thread_id: thread } };

  const history: StateSnapshot[] = [];
  for await (const snapshot of app.getStateHistory(config)) history.push(snapshot);

  // The recipe as it is printed in many places. Is it right?
  const past = history.find(({ metadata }) => metadata?.step === step)!;
  await app.updateState(past.config, patch, asNode);
  return await app.invoke(null, past.config);
}
