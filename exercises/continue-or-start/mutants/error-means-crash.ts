// Wrong: looks for an error, which a killed program does not leave.
import { Command, isInterrupted, type Pregel, type StateSnapshot } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** Brings the thread forward by one message and resolves with the state at the end of it. */
export async function nextTurn(app: App, thread: string, message: string) {
  const config = { configurable: { thread_id: thread } };
  const before = await app.getState(config);
  if (waits(before)) return await app.invoke(new Command({ resume: message }), config);
  if (before.tasks.some(({ error }) => error !== undefined)) {
    const rest = await app.invoke(null, config);
    if (isInterrupted(rest)) return rest;
  }
  return await app.invoke({ order: message }, config);
}

/** A task keeps its interrupt when it fails after the answer; the error tells that it does not wait any more. */
function waits({ tasks }: StateSnapshot): boolean {
  return tasks.some(({ interrupts, error }) => interrupts.length > 0 && error === undefined);
}
