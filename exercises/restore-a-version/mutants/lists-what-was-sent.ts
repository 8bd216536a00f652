// Wrong: takes the text from the input of the run, before the graph has worked on it.
import type { Pregel } from "@langchain/langgraph";

type Notes = Pregel<any, any>;

export interface Version {
  readonly version: number;
  readonly text: string;
}

const onThread = (note: string) => ({ configurable: { thread_id: note } });

/** Saves a text and resolves with the number of its version. */
export async function save(app: Notes, note: string, text: string): Promise<number> {
  const saved = await app.invoke({ text }, onThread(note));
  return saved.version;
}

/** All versions of the note, the oldest first. */
export async function versions(app: Notes, note: string): Promise<Version[]> {
  const found: Version[] = [];
  for await (const { values, next, parentConfig } of app.getStateHistory(onThread(note)))
    if (next.length === 0) found.unshift({ version: values.version, text: await sentTo(app, parentConfig) });
  return found;
}

async function sentTo(app: Notes, config: any): Promise<string> {
  const { values, next, parentConfig } = await app.getState(config);
  return next[0] === "tidy" ? values.text : sentTo(app, parentConfig);
}

/** Makes the text of that version the newest one and resolves with the number of the new version. */
export async function restore(app: Notes, note: string, version: number): Promise<number> {
  const old = (await versions(app, note)).find((one) => one.version === version);
  if (!old) throw new RangeError(`note ${note} has no version ${version}`);
  return save(app, note, old.text);
}
