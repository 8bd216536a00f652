// Wrong: leaves out who wrote it.
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
  if (!Number.isInteger(stage) || stage < 0 || stage > stages.length)
    throw new RangeError(`there is no stage ${stage}`);
  const config = { configurable: { thread_id: thread } };
  const written = await app.updateState(config, patch);
  return (await app.getState(written)).next;
}
