// Tells a case something that the customer remembered too late.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/**
 * Goes back to that checkpoint of the thread, adds `news`, and lets run
 * what has still to be done. At the end of a turn, the news begins a new one.
 * Resolves with the state at the end.
 */
export async function tell(app: App, thread: string, checkpoint: string, news: { told: string[] }): Promise<any> {
  const past = await app.getState({ configurable: { thread_id: thread, checkpoint_id: checkpoint } });
  // Nothing is left to do: here an input is right. It begins at START, on the state of this checkpoint.
  if (past.next.length === 0) return await app.invoke(news, past.config);

  // The news counts as written by who wrote last, so that the same stations stay next. The checkpoint before names them;
  // of several side by side any will do, but one must be named.
  const [writer] = (await app.getState(past.parentConfig!)).next;
  return await app.invoke(null, await app.updateState(past.config, news, writer));
}
