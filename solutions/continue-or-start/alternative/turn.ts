// The same as a loop: find out what the thread needs, give it that, until the message has been given.
import { Command, type Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;
type Need = "answer" | "rest" | "order";

/** Brings the thread forward by one message and resolves with the state at the end of it. */
export async function nextTurn(app: App, thread: string, message: string) {
  const config = { configurable: { thread_id: thread } };
  const first = await needOf(app, config);
  let need: Need = first;
  let end: unknown;
  while (need === "rest") {
    end = await app.invoke(null, config);
    need = await needOf(app, config);
  }
  if (need === "order") return await app.invoke({ order: message }, config);
  return first === "answer" ? await app.invoke(new Command({ resume: message }), config) : end;
}

async function needOf(app: App, config: object): Promise<Need> {
  const { tasks } = await app.getState(config);
  if (tasks.length === 0) return "order";
  const waiting = tasks.filter((task) => task.interrupts.length > 0 && !task.error);
  return waiting.length > 0 ? "answer" : "rest";
}
