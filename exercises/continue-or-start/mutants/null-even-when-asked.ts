// Wrong: goes on with null although the thread waits for an answer.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** Brings the thread forward by one message and resolves with the state at the end of it. */
export async function nextTurn(app: App, thread: string, message: string) {
  const config = { configurable: { thread_id: thread } };
  const before = await app.getState(config);
  if (before.tasks.length > 0) await app.invoke(null, config);
  return await app.invoke({ order: message }, config);
}
