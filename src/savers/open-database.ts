// From bytes, or from a database that someone else opened, to one that holds our tables at this version; or a clear refusal.
import type { Database, SqlJsStatic } from "sql.js";
import { SaverError } from "./errors.ts";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, TABLES } from "./schema.ts";
import { Sql } from "./sql.ts";

const MAGIC = "SQLite format 3\0";

/** A database of ours over a copy of `bytes`; without bytes, a new one. */
export function openDatabase(sqlJs: SqlJsStatic, bytes: Uint8Array | undefined, name: string): Database {
  // SQLite takes a file of no bytes for an empty database, and so do we.
  if (bytes !== undefined && bytes.length > 0) requireMagic(bytes, name);
  const database = new sqlJs.Database(bytes);
  try {
    const sql = new Sql(database, name);
    if (bytes !== undefined) requireSound(sql);
    prepareDatabase(sql);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Creates or upgrades our tables. Refuses what is not ours before it changes anything. */
export function prepareDatabase(sql: Sql): void {
  const applicationId = pragma(sql, "application_id");
  const version = pragma(sql, "user_version");
  const present = sql
    .all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .map((row) => row.name);

  if (applicationId !== APPLICATION_ID && (applicationId !== 0 || present.length > 0))
    throw new SaverError(
      "NOT_OURS",
      `the database "${sql.name}" was not written by this saver (tables: ${present.join(", ") || "none"}): open another file, or none`,
    );
  if (version > SCHEMA_VERSION)
    throw new SaverError(
      "DATABASE_NEWER",
      `the database "${sql.name}" has schema ${version}, this version of @forkpoint/savers knows up to ${SCHEMA_VERSION}: update the package`,
    );
  if (applicationId === APPLICATION_ID) {
    const missing = TABLES.filter((table) => !present.includes(table));
    if (missing.length > 0)
      throw new SaverError(
        "DATABASE_DAMAGED",
        `the database "${sql.name}" lacks the tables ${missing.join(", ")}: open a copy that is whole`,
      );
  }
  if (version < SCHEMA_VERSION) migrate(sql, version);
}

function migrate(sql: Sql, from: number): void {
  sql.transaction(() => {
    for (const step of MIGRATIONS.slice(from)) sql.script(step);
    sql.script(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

function requireMagic(bytes: Uint8Array, name: string): void {
  for (let at = 0; at < MAGIC.length; at += 1)
    if (bytes[at] !== MAGIC.charCodeAt(at))
      throw new SaverError(
        "NOT_A_DATABASE",
        `the ${bytes.length} bytes given for "${name}" are no SQLite file: pass what export() returned`,
      );
}

function requireSound(sql: Sql): void {
  let verdict: string | undefined;
  try {
    verdict = sql.first<{ quick_check: string }>("PRAGMA quick_check(1)")?.quick_check;
  } catch (error) {
    throw new SaverError("DATABASE_DAMAGED", `the file of "${sql.name}" cannot be read: open a copy that is whole`, {
      cause: error,
    });
  }
  if (verdict !== "ok")
    throw new SaverError(
      "DATABASE_DAMAGED",
      `the file of "${sql.name}" is damaged (${verdict}): open a copy that is whole`,
    );
}

function pragma(sql: Sql, pragmaName: string): number {
  return sql.first<Record<string, number>>(`PRAGMA ${pragmaName}`)?.[pragmaName] ?? 0;
}
