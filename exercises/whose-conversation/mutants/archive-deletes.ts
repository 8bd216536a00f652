// Wrong: puts a conversation away for good.
import type { SqlJsSaver } from "@forkpoint/savers";

export interface Conversation {
  readonly id: string;
  readonly title: string;
}

/** Opens a conversation and resolves with its id, which is its thread_id too. */
export async function create(saver: SqlJsSaver, owner: string, title: string): Promise<string> {
  // Nothing of the owner in it: an id is seen in links and logs.
  const id = crypto.randomUUID();
  tableOf(saver).run("INSERT INTO conversations (id, owner, title) VALUES (?, ?, ?)", [id, owner, title]);
  return id;
}

/** The conversations of this owner, as they were created; the archived ones when asked for those. */
export async function listMine(saver: SqlJsSaver, owner: string, archived = false): Promise<Conversation[]> {
  // Compared whole: LIKE would show Adam's to Ada, and take a % in a name for anything.
  const rows = tableOf(saver).rows(
    "SELECT id, title FROM conversations WHERE owner = ? AND archived = ? ORDER BY position",
    [owner, Number(archived)],
  );
  return rows.map(([id, title]) => ({ id: String(id), title: String(title) }));
}

export async function rename(saver: SqlJsSaver, owner: string, id: string, title: string): Promise<void> {
  requireMine(saver, owner, id);
  tableOf(saver).run("UPDATE conversations SET title = ? WHERE id = ?", [title, id]);
}

export async function archive(saver: SqlJsSaver, owner: string, id: string): Promise<void> {
  requireMine(saver, owner, id);
  await saver.deleteThread(id);
  tableOf(saver).run("UPDATE conversations SET archived = 1 WHERE id = ?", [id]);
}

export async function remove(saver: SqlJsSaver, owner: string, id: string): Promise<void> {
  requireMine(saver, owner, id);
  // The thread first. If the program dies now, the owner still has the row and can try again.
  await saver.deleteThread(id);
  tableOf(saver).run("DELETE FROM conversations WHERE id = ?", [id]);
}

function requireMine(saver: SqlJsSaver, owner: string, id: string): void {
  const rows = tableOf(saver).rows("SELECT 1 FROM conversations WHERE id = ? AND owner = ?", [id, owner]);
  // One message for both cases: whoever asks need not learn that it exists.
  if (rows.length === 0) throw new RangeError(`${owner} has no conversation ${id}`);
}

function tableOf({ database }: SqlJsSaver) {
  database.script(`
    CREATE TABLE IF NOT EXISTS conversations (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      owner TEXT NOT NULL,
      title TEXT NOT NULL,
      archived INTEGER NOT NULL DEFAULT 0
    )
  `);
  return database;
}
