// What the file looks like: tables, views, version. Data only, so that who merely reads a file need not load LangGraph.
//
// How to read a saver's file without this package's saver:
// - `scopes` numbers the threads and their namespaces; every other table says `sid`. Texts of ids are as `storedText` gives
//   them; `originalText` gives them back. Channel names inside JSON columns are as they are.
// - `checkpoints` has a row for each checkpoint. `joinHead({ names, head })`, with `names` from `shapes` (or null where
//   `shape` is), gives v, ts, channel_versions and versions_seen. `refs` is JSON: channel → where its value is.
// - A value is in `refs` itself, if it is short, or in `blobs`: `jsonText(ref, rowOf)` gives its JSON, assembling lists from
//   their segments; it asks for the rows that it needs. Undefined means that `type` and `data` of the row are not JSON text
//   of ours: "bytes" is a Uint8Array, "json" is JSON as UTF-8 bytes, anything else a serializer's own.
// - `writes` has the pending writes, `stubs` what pruning kept of checkpoints that are gone: no checkpoints themselves.
import { VERSION_1 } from "./schema/version-1.ts";
import { VERSION_2 } from "./schema/version-2.ts";
import { VERSION_3 } from "./schema/version-3.ts";

/** "FKPT" in `PRAGMA application_id`: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x464b5054;

/** `MIGRATIONS[n]` takes a file from version n to n + 1. Entries are history: append, never edit. */
export const MIGRATIONS: readonly string[] = [VERSION_1, VERSION_2, VERSION_3];

/** `PRAGMA user_version` of the files that this package writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** `TABLES_AT[n]` must be in a file of version n; anything else missing can be derived. */
export const TABLES_AT: readonly (readonly string[])[] = [
  [],
  ["blobs", "checkpoints", "writes"],
  ["scopes", "shapes", "checkpoints", "stubs", "blobs", "writes"],
  ["scopes", "shapes", "checkpoints", "stubs", "blobs", "writes", "items", "vectors"],
];

/** What must be in a file that this package writes. */
export const TABLES: readonly string[] = TABLES_AT[SCHEMA_VERSION]!;

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

export { type StoredHead, joinHead } from "./schema/head.ts";
export {
  type BlobRow,
  type Ref,
  type RowOf,
  type Segment,
  SEPARATOR,
  jsonText,
  segmentsOf,
  segmentTexts,
} from "./schema/values.ts";
