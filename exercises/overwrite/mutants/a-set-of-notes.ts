// Wrong: lets equal notes count as one.
import { Overwrite, type Pregel } from "@langchain/langgraph";

/**
 * Removes every note that contains `secret` from the latest state of the thread, and the customer's name if it does.
 * Resolves with the ids of the checkpoints of the thread in whose values `secret` can still be read.
 */
export async function redact(app: Pregel<any, any>, thread: string, secret: string): Promise<string[]> {
  const config = { configurable: { thread_id: thread } };
  const { values } = await app.getState(config);

  const patch: Record<string, unknown> = {};
  const clean = values.notes.filter((note: string) => !note.includes(secret));
  if (clean.length < values.notes.length) patch.notes = new Overwrite([...new Set(clean)]);
  if (values.customer?.includes(secret)) patch.customer = "removed";
  if (Object.keys(patch).length > 0) await app.updateState(config, patch);

  const left: string[] = [];
  for await (const snapshot of app.getStateHistory(config))
    if (holds(snapshot.values, secret)) left.push(snapshot.config.configurable?.checkpoint_id);
  return left;
}

function holds({ customer = "", notes = [] }: { customer?: string; notes?: string[] }, secret: string): boolean {
  return customer.includes(secret) || notes.some((note) => note.includes(secret));
}
