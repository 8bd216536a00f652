// The same button, built another way: the graph is asked which node leads to the stage, and the result is checked.
import type { Pregel } from "@langchain/langgraph";

export async function sendTo(
  app: Pregel<any, any>,
  stages: readonly (readonly string[])[],
  thread: string,
  patch: object,
  stage: number,
): Promise<readonly string[]> {
  const targets = [...stages, ["__end__"]][stage];
  if (!targets) throw new RangeError(`stage ${stage} of ${stages.length}`);

  const { edges } = await app.getGraphAsync({});
  const before = edges.find(({ target }) => target === targets[0])!.source;
  await app.updateState({ configurable: { thread_id: thread } }, patch, before);

  const { next } = await app.getState({ configurable: { thread_id: thread } });
  const missing = targets.filter((name) => name !== "__end__" && !next.includes(name));
  if (missing.length > 0) throw new Error(`${missing.join()} would not run`);
  return next;
}
