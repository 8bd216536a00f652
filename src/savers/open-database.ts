// From bytes, or from what a journal kept, to a database that holds our tables at this version; or a clear refusal.
import type { Database as SqlJsDatabase, SqlJsStatic } from "sql.js";
import { type Change, type CommitListener, Database } from "./database/database.ts";
import { SaverError } from "./errors.ts";
import { prepareDatabase } from "./schema/migrate.ts";

export interface OpenDatabaseOptions {
  /** What `export()` returned earlier; copied. With a journal: what a new one begins with; one that holds a database keeps it. */
  readonly bytes?: Uint8Array;
  /** Where commits are kept; opened here, and let go of when the database is closed. */
  readonly journal?: OpenableJournal;
  /** sql.js, initialised. Needed where it cannot find its own .wasm file: in a browser, as a rule. */
  readonly sqlJs?: SqlJsStatic;
  /** What error messages call this database; "main" if not given. */
  readonly name?: string;
}

/** A journal as it is passed to `openDatabase`; the journals themselves are in entries of their own. */
export interface OpenableJournal extends CommitListener {
  /** Claims the storage and reads it. What is damaged is told, not thrown, so that the rest can be offered. */
  load(): Promise<JournalContents>;
  /** From now on commits arrive. `startsAnew`: the database is not what was loaded, so all of it must be written first. */
  begin(database: Pick<Database, "export">, startsAnew: boolean): void;
  /** Writes what is still to be written, then lets go of the storage. */
  close(): Promise<void>;
}

export interface JournalContents {
  /** Nothing was ever kept here. */
  readonly isNew: boolean;
  /** The database as of some moment; without one, `commits` begin with an empty database. */
  readonly snapshot: Uint8Array | undefined;
  /** What was committed after the snapshot, in order. */
  readonly commits: Iterable<readonly Change[]>;
  /** What is wrong with the storage, and where; `commits` end before it. */
  readonly damage: string | undefined;
}

const MAGIC = "SQLite format 3\0";

/** A database of ours in sql.js, of its own memory: `close()` frees it. */
export async function openDatabase(options: OpenDatabaseOptions = {}): Promise<Database> {
  const { bytes, journal, name = "main" } = options;
  const sqlJs = options.sqlJs ?? (await (await import("sql.js")).default());
  if (journal === undefined) {
    const database = openBytes(sqlJs, bytes, name);
    prepare(database);
    return database;
  }
  const contents = await journal.load();
  try {
    return await openJournaled(sqlJs, { bytes, journal, name }, contents);
  } catch (error) {
    await journal.close();
    throw error;
  }
}

async function openJournaled(
  sqlJs: SqlJsStatic,
  { bytes, journal, name }: { bytes: Uint8Array | undefined; journal: OpenableJournal; name: string },
  contents: JournalContents,
): Promise<Database> {
  const startsAnew = contents.isNew && bytes !== undefined;
  const database = startsAnew ? openBytes(sqlJs, bytes, name) : openSnapshot(sqlJs, contents, name);
  replay(database, contents);
  journal.begin(database, startsAnew);
  database.listen(journal);
  prepare(database);
  try {
    await database.settled();
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function prepare(database: Database): void {
  try {
    prepareDatabase(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function openBytes(sqlJs: SqlJsStatic, bytes: Uint8Array | undefined, name: string): Database {
  // SQLite takes a file of no bytes for an empty database, and so do we.
  if (bytes !== undefined && bytes.length > 0) requireMagic(bytes, name);
  const raw = new sqlJs.Database(bytes);
  try {
    // Before the first pragma: on a damaged file even those fail.
    if (bytes !== undefined) requireSound(raw, name);
    return Database.over(raw, name);
  } catch (error) {
    raw.close();
    throw error;
  }
}

/** What the snapshot holds is known by its checksum to be what was written, so it is not looked through again. */
function openSnapshot(sqlJs: SqlJsStatic, { snapshot, damage }: JournalContents, name: string): Database {
  const raw = new sqlJs.Database(snapshot);
  try {
    return Database.over(raw, name);
  } catch (error) {
    raw.close();
    throw damaged(name, damage ?? "its snapshot is no database that SQLite can open", () => snapshot!, error);
  }
}

/** One transaction around all: many times faster than one for each commit. */
function replay(database: Database, { commits, damage }: JournalContents): void {
  let replayed = 0;
  let broken: unknown;
  database.transaction(() => {
    try {
      for (const commit of commits) {
        database.transaction(() => apply(database, commit));
        replayed += 1;
      }
    } catch (error) {
      broken = error;
    }
  });
  const wrong = broken === undefined ? damage : `commit ${replayed + 1} after its snapshot cannot be replayed`;
  if (wrong === undefined) return;
  const rescued = database.export();
  database.close();
  throw damaged(database.name, wrong, () => rescued, broken);
}

function apply(database: Database, commit: readonly Change[]): void {
  for (const { sql, params } of commit)
    // A change without parameters may be a script of several statements.
    if (params.length === 0) database.script(sql);
    else database.run(sql, params);
}

function damaged(name: string, wrong: string, rescue: () => Uint8Array, cause: unknown): SaverError {
  return new SaverError(
    "JOURNAL_DAMAGED",
    `the journal of "${name}" is damaged: ${wrong}. Nothing was changed: open the bytes of this error's rescue(), the database up to the damage, with a journal of another name`,
    { cause, rescue },
  );
}

function requireMagic(bytes: Uint8Array, name: string): void {
  for (let at = 0; at < MAGIC.length; at += 1)
    if (bytes[at] !== MAGIC.charCodeAt(at))
      throw new SaverError(
        "NOT_A_DATABASE",
        `the ${bytes.length} bytes given for "${name}" are no SQLite file: pass what export() returned`,
      );
}

function requireSound(raw: SqlJsDatabase, name: string): void {
  let verdict: string;
  try {
    verdict = String(raw.exec("PRAGMA quick_check(1)")[0]?.values[0]?.[0]);
  } catch (error) {
    throw new SaverError("DATABASE_DAMAGED", `the file of "${name}" cannot be read: open a copy that is whole`, {
      cause: error,
    });
  }
  if (verdict !== "ok")
    throw new SaverError(
      "DATABASE_DAMAGED",
      `the file of "${name}" is damaged (${verdict}): open a copy that is whole`,
    );
}
