// The side bar: which conversations there are, and whose.
import type { SqlJsSaver } from "@forkpoint/savers";

export interface Conversation {
  readonly id: string;
  readonly title: string;
}

/** Opens a conversation and resolves with its id, which is its thread_id too. */
export async function create(saver: SqlJsSaver, owner: string, title: string): Promise<string> {
  return `${owner}-${title}-${crypto.randomUUID()}`;
}

/** The conversations of this owner, as they were created; the archived ones when asked for those. */
export async function listMine(saver: SqlJsSaver, owner: string, archived = false): Promise<Conversation[]> {
  // It is all in the database already, is it not?
  const found = new Map<string, Conversation>();
  for await (const { config } of saver.list({})) {
    const id = String(config.configurable?.thread_id);
    if (id.startsWith(owner) && !archived) found.set(id, { id, title: id.split("-")[1] ?? "" });
  }
  return [...found.values()];
}

export async function rename(saver: SqlJsSaver, owner: string, id: string, title: string): Promise<void> {
  throw new Error(`not written yet: ${owner} calls ${id} ${title}`);
}

export async function archive(saver: SqlJsSaver, owner: string, id: string): Promise<void> {
  throw new Error(`not written yet: ${owner} archives ${id}`);
}

export async function remove(saver: SqlJsSaver, owner: string, id: string): Promise<void> {
  await saver.deleteThread(id);
}
