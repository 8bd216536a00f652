// From bytes to a sql.js database that holds our tables at this version; or a clear refusal.
import type { Database as SqlJsDatabase, SqlJsStatic } from "sql.js";
import { Database } from "./database/database.ts";
import { SaverError } from "./errors.ts";
import { prepareDatabase } from "./schema/migrate.ts";

const MAGIC = "SQLite format 3\0";

/** A database of ours over a copy of `bytes`; without bytes, a new one. */
export function openDatabase(sqlJs: SqlJsStatic, bytes: Uint8Array | undefined, name: string): SqlJsDatabase {
  // SQLite takes a file of no bytes for an empty database, and so do we.
  if (bytes !== undefined && bytes.length > 0) requireMagic(bytes, name);
  const raw = new sqlJs.Database(bytes);
  try {
    // Before the first pragma: on a damaged file even those fail.
    if (bytes !== undefined) requireSound(raw, name);
    prepareDatabase(Database.over(raw, name));
    return raw;
  } catch (error) {
    raw.close();
    throw error;
  }
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
