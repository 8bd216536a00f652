// Opens the bytes of a saver's file, or says in which way they are none. The bytes come from where learner code runs.
import type { Database, SqlJsStatic, SqlValue } from "sql.js";
import { APPLICATION_ID, SCHEMA_VERSION, TABLES } from "@forkpoint/savers/schema";
import { InspectError } from "./inspect-error.ts";

/** A copy of the bytes, open; whoever asked closes it. Throws FILE_UNREADABLE, FILE_NOT_OURS, FILE_NEWER, FILE_OLDER. */
export function openDatabase(sqlJs: SqlJsStatic, bytes: Uint8Array): Database {
  const database = new sqlJs.Database(bytes);
  try {
    readable(() => requireOurs(database));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What fails for another reason than ours fails because of the bytes. */
export function readable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof InspectError) throw error;
    throw new InspectError(
      "FILE_UNREADABLE",
      "these bytes cannot be read as a saver's file: pass what export() returned",
      { cause: error },
    );
  }
}

export function select(database: Database, sql: string, values: SqlValue[] = []): SqlValue[][] {
  return database.exec(sql, values)[0]?.values ?? [];
}

function requireOurs(database: Database): void {
  const [[applicationId]] = select(database, "PRAGMA application_id") as [[SqlValue]];
  const [[version]] = select(database, "PRAGMA user_version") as [[SqlValue]];
  // Real tables: a view of the same name could be a query without end.
  const tables = select(database, "SELECT name FROM sqlite_schema WHERE type = 'table'").flat();
  const notOurs = () =>
    new InspectError(
      "FILE_NOT_OURS",
      "this SQLite file was not written by a saver of @forkpoint/savers: open one that was",
    );
  if (applicationId !== APPLICATION_ID || typeof version !== "number") throw notOurs();
  if (version > SCHEMA_VERSION)
    throw new InspectError(
      "FILE_NEWER",
      `this file has schema ${version}, known are up to ${SCHEMA_VERSION}: reload the page or update`,
    );
  if (version < SCHEMA_VERSION)
    throw new InspectError(
      "FILE_OLDER",
      `this file has schema ${version}, read is ${SCHEMA_VERSION}: open it once with SqlJsSaver, which brings it up to date, and export it`,
    );
  if (TABLES.some((table) => !tables.includes(table))) throw notOurs();
}
