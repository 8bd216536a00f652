// The same without running the graph for a restore: parents are asked for one by one, and updateState writes the end.
import type { Pregel } from "@langchain/langgraph";

type Notes = Pregel<any, any>;

export interface Version {
  readonly version: number;
  readonly text: string;
}

const onThread = (note: string) => ({ configurable: { thread_id: note } });

/** Saves a text and resolves with the number of its version. */
export async function save(app: Notes, note: string, text: string): Promise<number> {
  await app.invoke({ text }, onThread(note));
  return latestVersion(app, note);
}

/** All versions of the note, the oldest first. */
export async function versions(app: Notes, note: string): Promise<Version[]> {
  const found = new Map<number, string>();
  let at = await app.getState(onThread(note));
  while (at.parentConfig) {
    const parent = await app.getState(at.parentConfig);
    // Where the number goes up, the save is over.
    if (at.values.version !== parent.values.version) found.set(at.values.version, at.values.text);
    at = parent;
  }
  return [...found].map(([version, text]) => ({ version, text })).reverse();
}

/** Makes the text of that version the newest one and resolves with the number of the new version. */
export async function restore(app: Notes, note: string, version: number): Promise<number> {
  const text = new Map((await versions(app, note)).map((one) => [one.version, one.text])).get(version);
  if (text === undefined) throw new RangeError(`note ${note} has no version ${version}`);
  const next = (await latestVersion(app, note)) + 1;
  // As if `count` had written it, so nothing is left to run; without a checkpoint_id it lands at the end of the thread.
  await app.updateState(onThread(note), { text, version: next }, "count");
  return next;
}

const latestVersion = async (app: Notes, note: string): Promise<number> =>
  (await app.getState(onThread(note))).values.version;
