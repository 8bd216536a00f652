// Wrong: writes the news, and sends it as an input, too.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/**
 * Goes back to that checkpoint of the thread, adds `news`, and lets run
 * what has still to be done. At the end of a turn, the news begins a new one.
 * Resolves with the state at the end.
 */
export async function tell(app: App, thread: string, checkpoint: string, news: { told: string[] }): Promise<any> {
  const past = await app.getState({ configurable: { thread_id: thread, checkpoint_id: checkpoint } });
  if (past.next.length === 0) return await app.invoke(news, past.config);

  const [writer] = (await app.getState(past.parentConfig!)).next;
  return await app.invoke(news, await app.updateState(past.config, news, writer));
}
