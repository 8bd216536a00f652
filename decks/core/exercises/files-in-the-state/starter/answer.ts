// Your answer: what goes, and where it still is.
import type { BaseCheckpointSaver } from "@langchain/langgraph";
import type { Files, FilesUpdate } from "./desk.ts";

/** The update that leaves the pinned files and the three newest of the others. */
export function tidy(files: Files): FilesUpdate {
  return files;
}

/** In how many checkpoints of the thread the file of that name still lies. */
export async function holders(saver: BaseCheckpointSaver, thread: string, name: string): Promise<number> {
  throw new Error(`not written yet: ${thread}, ${name}, ${typeof saver}`);
}
