// Brings a database to the schema of this version of the package, or refuses it before anything is changed.
import type { Database } from "../database/database.ts";
import { SaverError } from "../errors.ts";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, TABLES_AT } from "../schema.ts";

/** Creates or upgrades our tables. Refuses what is not ours before it changes anything. */
export function prepareDatabase(database: Database): void {
  const applicationId = pragma(database, "application_id");
  const version = pragma(database, "user_version");
  const present = database
    .rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .map(([name]) => String(name));

  if (applicationId !== APPLICATION_ID && (applicationId !== 0 || present.length > 0))
    throw new SaverError(
      "NOT_OURS",
      `the database "${database.name}" was not written by this saver (tables: ${present.join(", ") || "none"}): open another file, or none`,
    );
  if (version > SCHEMA_VERSION)
    throw new SaverError(
      "DATABASE_NEWER",
      `the database "${database.name}" has schema ${version}, this version of @forkpoint/savers knows up to ${SCHEMA_VERSION}: update the package`,
    );
  if (applicationId === APPLICATION_ID) {
    const missing = (TABLES_AT[version] ?? []).filter((table) => !present.includes(table));
    if (missing.length > 0)
      throw new SaverError(
        "DATABASE_DAMAGED",
        `the database "${database.name}" lacks the tables ${missing.join(", ")}: open a copy that is whole`,
      );
  }
  if (version < SCHEMA_VERSION) migrate(database, version);
}

/** One transaction for each version: a crash between two leaves a whole file of the version in between. */
function migrate(database: Database, from: number): void {
  for (let version = from; version < SCHEMA_VERSION; version += 1)
    database.transaction(() => {
      database.script(MIGRATIONS[version]!);
      database.script(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version + 1}`);
    });
}

function pragma(database: Database, name: string): number {
  return Number(database.row(`PRAGMA ${name}`)?.[0] ?? 0);
}
