// From the databases of a run to the rows that the page shows. SQLite comes with the first database, and not before.
import type { SqlJsStatic } from "sql.js";
import { InspectError } from "../../inspect/inspect-error.ts";
import type { NamedDatabase } from "../../runtimes/runtime.ts";
import type { DatabaseSeen, SqliteUrls } from "./protocol.ts";
import { loadSqlJs } from "./sqlite.ts";

let loading: Promise<SqlJsStatic> | undefined;

export async function readDatabases(databases: readonly NamedDatabase[], sqlite: SqliteUrls): Promise<DatabaseSeen[]> {
  if (databases.length === 0) return [];
  const [sqlJs, { readCheckpoints }] = await Promise.all([
    (loading ??= loadSqlJs(sqlite)),
    import("../../inspect/read-checkpoints.ts"),
  ]);
  return databases.map(({ name, bytes }) => {
    try {
      return { name, bytes, checkpoints: readCheckpoints(sqlJs, bytes), unreadable: null };
    } catch (error) {
      if (!(error instanceof InspectError)) throw error;
      return { name, bytes, checkpoints: [], unreadable: error.message };
    }
  });
}
