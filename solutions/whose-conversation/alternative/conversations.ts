// The same side bar as one list of entries per owner, kept as JSON in a table with a row for each owner.
import type { SqlJsSaver } from "@forkpoint/savers";

export interface Conversation {
  readonly id: string;
  readonly title: string;
}

interface Entry extends Conversation {
  readonly isArchived: boolean;
}

export async function create(saver: SqlJsSaver, owner: string, title: string): Promise<string> {
  const id = `c_${crypto.randomUUID()}`;
  write(saver, owner, [...read(saver, owner), { id, title, isArchived: false }]);
  return id;
}

export async function listMine(saver: SqlJsSaver, owner: string, archived = false): Promise<Conversation[]> {
  return read(saver, owner).flatMap(({ id, title, isArchived }) => (isArchived === archived ? [{ id, title }] : []));
}

export async function rename(saver: SqlJsSaver, owner: string, id: string, title: string): Promise<void> {
  change(saver, owner, id, (entry) => [{ ...entry, title }]);
}

export async function archive(saver: SqlJsSaver, owner: string, id: string): Promise<void> {
  change(saver, owner, id, (entry) => [{ ...entry, isArchived: true }]);
}

export async function remove(saver: SqlJsSaver, owner: string, id: string): Promise<void> {
  change(saver, owner, id, (entry) => [entry]);
  await saver.deleteThread(id);
  change(saver, owner, id, () => []);
}

/** Puts what `by` gives in the place of the entry; throws where the owner has none of that id. */
function change(saver: SqlJsSaver, owner: string, id: string, by: (entry: Entry) => Entry[]): void {
  const entries = read(saver, owner);
  if (!entries.some((entry) => entry.id === id)) throw new RangeError("no such conversation of this owner");
  write(
    saver,
    owner,
    entries.flatMap((entry) => (entry.id === id ? by(entry) : [entry])),
  );
}

function read({ database }: SqlJsSaver, owner: string): Entry[] {
  database.script("CREATE TABLE IF NOT EXISTS side_bars (owner TEXT PRIMARY KEY, entries TEXT NOT NULL)");
  const [text] = database.row("SELECT entries FROM side_bars WHERE owner = ?", [owner]) ?? ["[]"];
  return JSON.parse(String(text));
}

function write({ database }: SqlJsSaver, owner: string, entries: readonly Entry[]): void {
  database.run("INSERT OR REPLACE INTO side_bars (owner, entries) VALUES (?, ?)", [owner, JSON.stringify(entries)]);
}
