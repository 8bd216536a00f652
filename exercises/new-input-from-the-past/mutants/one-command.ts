// Wrong: sends a Command with the news, which goes on, and writes it into the old checkpoint.
import { Command, type Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/**
 * Goes back to that checkpoint of the thread, adds `news`, and lets run
 * what has still to be done. At the end of a turn, the news begins a new one.
 * Resolves with the state at the end.
 */
export async function tell(app: App, thread: string, checkpoint: string, news: { told: string[] }): Promise<any> {
  const past = await app.getState({ configurable: { thread_id: thread, checkpoint_id: checkpoint } });
  if (past.next.length === 0) return await app.invoke(news, past.config);

  return await app.invoke(new Command({ update: news }), past.config);
}
