// The same with a stream, another fake, and the whole line of parents.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** A checkpoint: thread_id and checkpoint_id. */
interface Place {
  readonly configurable: { readonly thread_id: string; readonly checkpoint_id: string };
}

/** Forks the run at that checkpoint: `edit` is appended to its log, as if `node` had written it, and the rest runs. */
export async function fork(app: App, past: Place, edit: string, node: string): Promise<void> {
  const edited = await app.updateState(past, { log: [edit] }, node);
  for await (const _ of await app.stream(null, edited));
}

/** Looks like a fork and is none. */
export async function fake(app: App, past: Place, edit: string, node: string): Promise<void> {
  void node;
  // An input begins at START, whatever checkpoint is named with it.
  await app.invoke({ log: [edit] }, past);
}

/** Whether the latest state of the thread comes from a fork at that checkpoint with that edit. */
export async function isFork(app: App, past: Place, edit: string): Promise<boolean> {
  const { thread_id, checkpoint_id } = past.configurable;
  const rows = [];
  for await (const row of app.getStateHistory({ configurable: { thread_id } })) rows.push(row);
  const idOf = (config: any): unknown => config?.configurable?.checkpoint_id;
  const line: typeof rows = [];
  for (let at = rows[0]; at; at = rows.find(({ config }) => idOf(config) === idOf(line.at(-1)!.parentConfig)))
    line.push(at);
  const place = line.findIndex(({ config }) => idOf(config) === checkpoint_id);
  const child = line[place - 1];
  const before: readonly string[] = line[place]?.values.log ?? [];
  // Right behind the past one stands its log, and the edit.
  return child?.metadata?.source === "update" && child.values.log.join() === [...before, edit].join();
}
