// The clerk's button: a correction, and the stage at which the loan goes on.
import type { Pregel } from "@langchain/langgraph";

/** The nodes of each stage. Stages run one after another, the nodes of one stage side by side. */
type Stages = readonly (readonly string[])[];

/**
 * Applies the correction to the thread so that exactly the nodes of that stage are next; after the last stage, nothing.
 * Runs nothing itself. Resolves with the names of the nodes that are next.
 */
export async function sendTo(
  app: Pregel<any, any>,
  stages: Stages,
  thread: string,
  patch: object,
  stage: number,
): Promise<readonly string[]> {
  const config = { configurable: { thread_id: thread } };
  // Written as the stage that the clerk has in mind. Is that what she wants?
  const forked = await app.updateState(config, patch, stages[stage]?.[0]);
  return (await app.getState(forked)).next;
}
