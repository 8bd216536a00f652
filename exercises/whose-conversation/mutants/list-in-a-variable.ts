// Wrong: the side bar is in the memory of the program.
import type { SqlJsSaver } from "@forkpoint/savers";

export interface Conversation {
  readonly id: string;
  readonly title: string;
}

const all = new Map<string, { readonly owner: string; title: string; isArchived: boolean }>();

export async function create(_saver: SqlJsSaver, owner: string, title: string): Promise<string> {
  const id = crypto.randomUUID();
  all.set(id, { owner, title, isArchived: false });
  return id;
}

export async function listMine(_saver: SqlJsSaver, owner: string, archived = false): Promise<Conversation[]> {
  const mine = [...all].filter(([, entry]) => entry.owner === owner && entry.isArchived === archived);
  return mine.map(([id, { title }]) => ({ id, title }));
}

export async function rename(_saver: SqlJsSaver, owner: string, id: string, title: string): Promise<void> {
  requireMine(owner, id).title = title;
}

export async function archive(_saver: SqlJsSaver, owner: string, id: string): Promise<void> {
  requireMine(owner, id).isArchived = true;
}

export async function remove(saver: SqlJsSaver, owner: string, id: string): Promise<void> {
  requireMine(owner, id);
  await saver.deleteThread(id);
  all.delete(id);
}

function requireMine(owner: string, id: string) {
  const entry = all.get(id);
  if (entry?.owner !== owner) throw new RangeError(`${owner} has no conversation ${id}`);
  return entry;
}
