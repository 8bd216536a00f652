// Wrong: sends the message and nothing else, whatever state the thread is in.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** Brings the thread forward by one message and resolves with the state at the end of it. */
export async function nextTurn(app: App, thread: string, message: string) {
  const config = { configurable: { thread_id: thread } };
  return await app.invoke({ order: message }, config);
}
