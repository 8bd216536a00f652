// What the file looks like: tables, views, version. Data only, so that who merely reads a file need not load LangGraph.
import { VERSION_1 } from "./schema/version-1.ts";
import { VERSION_2 } from "./schema/version-2.ts";
import { VERSION_3 } from "./schema/version-3.ts";

/** "FKPT" in `PRAGMA application_id`: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x464b5054;

/** `MIGRATIONS[n]` takes a file from version n to n + 1. Entries are history: append, never edit. */
export const MIGRATIONS: readonly string[] = [VERSION_1, VERSION_2, VERSION_3];

/** `PRAGMA user_version` of the files that this package writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** What must be in a file of ours; anything else missing can be derived. */
export const TABLES: readonly string[] = ["blobs", "checkpoints", "writes"];

// SQLite keeps text as UTF-8, which has no lone surrogates, and its text functions stop at NUL. A byte order mark at the
// beginning is lost when sql.js reads the text.
const NOT_STORABLE = /[\\\0]|\p{Surrogate}|^\ufeff/gu;

/** A string as it is stored in the id and channel columns: itself, unless it holds a backslash, NUL, a lone surrogate or begins with U+FEFF. */
export function storedText(text: string): string {
  return text.replace(NOT_STORABLE, (unit) =>
    unit === "\\" ? "\\\\" : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The inverse of `storedText`. */
export function originalText(stored: string): string {
  return stored.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (_, hex?: string) =>
    hex === undefined ? "\\" : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
