// The same fork, built another way: parents are asked for one by one, and the new branch is streamed.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

type App = Pregel<any, any>;

export async function fork(app: App, thread: string, step: number, patch: object, asNode: string): Promise<unknown> {
  const head = await app.getState({ configurable: { thread_id: thread } });
  const past = await ancestorAt(app, head, step);
  await app.updateState(past.config, patch, asNode);

  // The patched checkpoint is the newest of the thread, so the thread alone leads to it, as long as nobody else writes.
  const stream = await app.stream(null, { configurable: { thread_id: thread }, streamMode: "values" });
  let end: unknown;
  for await (const values of stream) end = values;
  return end;
}

async function ancestorAt(app: App, snapshot: StateSnapshot, step: number): Promise<StateSnapshot> {
  if (snapshot.metadata?.step === step) return snapshot;
  if (!snapshot.parentConfig) throw new RangeError(`no step ${step} among the ancestors of the latest checkpoint`);
  return ancestorAt(app, await app.getState(snapshot.parentConfig), step);
}
