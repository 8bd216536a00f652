// Wrong: returns the files that stay, as if the update replaced them all.
import type { BaseCheckpointSaver } from "@langchain/langgraph";

type Files = Readonly<Record<string, { readonly turn: number; readonly isPinned: boolean }>>;
type FilesUpdate = Readonly<Record<string, Files[string] | null>>;

/** The update that leaves the pinned files and the three newest of the others. */
export function tidy(files: Files): FilesUpdate {
  const loose = Object.entries(files).filter(([, { isPinned }]) => !isPinned);
  const newest = loose.sort(([, one], [, other]) => other.turn - one.turn).slice(0, 3);
  return Object.fromEntries([...Object.entries(files).filter(([, { isPinned }]) => isPinned), ...newest]);
}

/** In how many checkpoints of the thread the file of that name still lies. */
export async function holders(saver: BaseCheckpointSaver, thread: string, name: string): Promise<number> {
  let found = 0;
  for await (const { checkpoint } of saver.list({ configurable: { thread_id: thread } })) {
    const files = checkpoint.channel_values.files as Files | undefined;
    if (files?.[name]) found += 1;
  }
  return found;
}
