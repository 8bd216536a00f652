// One message from a customer, whatever became of the last one.
import { Command, isInterrupted, type Pregel, type StateSnapshot } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** Brings the thread forward by one message and resolves with the state at the end of it. */
export async function nextTurn(app: App, thread: string, message: string) {
  const config = { configurable: { thread_id: thread } };
  const before = await app.getState(config);

  // An input would begin at START again, and null would only ask again: this is the one way to answer.
  if (waits(before)) return await app.invoke(new Command({ resume: message }), config);

  // Not `next`: it is empty when a node fails behind an answer, and null goes on with that node all the same.
  if (before.tasks.length > 0) {
    // If this throws, so do we: what was left is still left, and a new order on top of it would bury it.
    const rest = await app.invoke(null, config);
    // The message was written before this question was asked, so it is no answer to it.
    if (isInterrupted(rest)) return rest;
  }
  return await app.invoke({ order: message }, config);
}

/** A task keeps its interrupt when it fails after the answer; the error tells that it does not wait any more. */
function waits({ tasks }: StateSnapshot): boolean {
  return tasks.some(({ interrupts, error }) => interrupts.length > 0 && error === undefined);
}
