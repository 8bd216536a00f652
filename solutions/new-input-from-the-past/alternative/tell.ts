// The same button, built on what the history says: it looks for a row of the same kind, and streams what is left.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

export async function tell(app: Pregel<any, any>, thread: string, checkpoint: string, news: { told: string[] }) {
  const rows = new Map<string, StateSnapshot>();
  for await (const row of app.getStateHistory({ configurable: { thread_id: thread } }))
    rows.set(row.config.configurable?.checkpoint_id, row);
  const past = rows.get(checkpoint)!;
  const before = rows.get(past.parentConfig?.configurable?.checkpoint_id);

  const midway = past.tasks.length > 0;
  const config = midway ? await app.updateState(past.config, news, before?.tasks.at(-1)?.name) : past.config;
  let end: unknown;
  for await (const values of await app.stream(midway ? null : news, { ...config, streamMode: "values" })) end = values;
  return end;
}
