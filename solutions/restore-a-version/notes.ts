// The versions of a note: save one, list them all, bring an old one back.
import type { Pregel } from "@langchain/langgraph";

type Notes = Pregel<any, any>;

export interface Version {
  readonly version: number;
  readonly text: string;
}

const onThread = (note: string) => ({ configurable: { thread_id: note } });

/** Saves a text and resolves with the number of its version. */
export async function save(app: Notes, note: string, text: string): Promise<number> {
  // The text alone: a version in the input would be written over the one that the thread remembers.
  const saved = await app.invoke({ text }, onThread(note));
  return saved.version;
}

/** All versions of the note, the oldest first. */
export async function versions(app: Notes, note: string): Promise<Version[]> {
  const found: Version[] = [];
  for await (const { values, next } of app.getStateHistory(onThread(note)))
    // Only the end of a save is a version. Before it, the new text already stands beside the old number.
    if (next.length === 0) found.unshift({ version: values.version, text: values.text });
  return found;
}

/** Makes the text of that version the newest one and resolves with the number of the new version. */
export async function restore(app: Notes, note: string, version: number): Promise<number> {
  const old = (await versions(app, note)).find((one) => one.version === version);
  if (!old) throw new RangeError(`note ${note} has no version ${version}`);
  // Forward: what came after the old version stays where it is, and the graph counts as for any other save.
  return save(app, note, old.text);
}
