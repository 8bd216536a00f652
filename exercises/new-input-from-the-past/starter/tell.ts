// Tells a case something that the customer remembered too late.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/**
 * Goes back to that checkpoint of the thread, adds `news`, and lets run
 * what has still to be done. At the end of a turn, the news begins a new one.
 * Resolves with the state at the end.
 */
export async function tell(app: App, thread: string, checkpoint: string, news: { told: string[] }): Promise<any> {
  // "Replay from that point, with a new input." Does it?
  return await app.invoke(news, { configurable: { thread_id: thread, checkpoint_id: checkpoint } });
}
