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
  const saved = await app.invoke({ text, version: 0 }, onThread(note));
  return saved.version;
}

/** All versions of the note, the oldest first. */
export async function versions(app: Notes, note: string): Promise<Version[]> {
  const found: Version[] = [];
  for await (const { values } of app.getStateHistory(onThread(note)))
    found.unshift({ version: values.version ?? 0, text: values.text ?? "" });
  return found;
}

/** Makes the text of that version the newest one and resolves with the number of the new version. */
export async function restore(app: Notes, note: string, version: number): Promise<number> {
  const history = [];
  for await (const snapshot of app.getStateHistory(onThread(note))) history.unshift(snapshot);

  // As a course page has it: count into the history, and run on from there.
  const old = history[version]!;
  const restored = await app.invoke({ text: `As in version ${version}`, version: 0 }, old.config);
  return restored.version;
}
