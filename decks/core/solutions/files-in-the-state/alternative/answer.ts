// By the turn of the third newest; and each checkpoint is walked to by its parent.
import type { BaseCheckpointSaver } from "@langchain/langgraph";

type Files = Readonly<Record<string, { readonly turn: number; readonly isPinned: boolean }>>;
type FilesUpdate = Readonly<Record<string, Files[string] | null>>;

/** The update that leaves the pinned files and the three newest of the others. */
export function tidy(files: Files): FilesUpdate {
  const turns = Object.values(files).flatMap(({ turn, isPinned }) => (isPinned ? [] : [turn]));
  const oldest = turns.sort((one, other) => other - one)[2] ?? 0;
  const update: Record<string, null> = {};
  for (const [name, { turn, isPinned }] of Object.entries(files)) if (!isPinned && turn < oldest) update[name] = null;
  return update;
}

/** In how many checkpoints of the thread the file of that name still lies. */
export async function holders(saver: BaseCheckpointSaver, thread: string, name: string): Promise<number> {
  let found = 0;
  let tuple = await saver.getTuple({ configurable: { thread_id: thread } });
  while (tuple) {
    if (Object.hasOwn((tuple.checkpoint.channel_values.files as object | undefined) ?? {}, name)) found += 1;
    tuple = tuple.parentConfig && (await saver.getTuple(tuple.parentConfig));
  }
  return found;
}
