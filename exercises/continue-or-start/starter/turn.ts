// One message from a customer, whatever became of the last one.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** Brings the thread forward by one message and resolves with the state at the end of it. */
export async function nextTurn(app: App, thread: string, message: string) {
  // "The next request picks up where the last one stopped." Does it?
  return await app.invoke({ order: message }, { configurable: { thread_id: thread } });
}
