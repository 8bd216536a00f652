// What the file looks like: tables, views, version. Data only, so that who merely reads a file need not load LangGraph.

/** "FKPT" in `PRAGMA application_id`: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x464b5054;

// Ids and channel names are stored through `storedText`, so that every JavaScript string keeps its identity in SQLite.
// A checkpoint names the blob of each of its channels itself. Were blobs looked up by channel version, two branches that
// count to the same version would read each other's values.
const TABLES_1 = `
CREATE TABLE checkpoints (
  thread_id TEXT NOT NULL,
  checkpoint_ns TEXT NOT NULL,
  checkpoint_id TEXT NOT NULL,
  parent_id TEXT,
  step INTEGER,
  source TEXT,
  head TEXT NOT NULL,          -- JSON: the checkpoint without channel_values (v, ts, channel_versions, versions_seen)
  refs TEXT NOT NULL,          -- JSON: channel -> blob_id
  metadata_type TEXT NOT NULL, -- as the serializer named it
  metadata BLOB NOT NULL,
  PRIMARY KEY (thread_id, checkpoint_ns, checkpoint_id)
) WITHOUT ROWID;

CREATE TABLE blobs (           -- never changed once written; shared by every checkpoint that refers to them
  blob_id INTEGER PRIMARY KEY,
  thread_id TEXT NOT NULL,
  checkpoint_ns TEXT NOT NULL,
  channel TEXT NOT NULL,
  type TEXT NOT NULL,
  value BLOB NOT NULL
);
CREATE INDEX blobs_by_channel ON blobs (thread_id, checkpoint_ns, channel);

CREATE TABLE writes (
  thread_id TEXT NOT NULL,
  checkpoint_ns TEXT NOT NULL,
  checkpoint_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  idx INTEGER NOT NULL,        -- place in the call; below zero for the special channels
  channel TEXT NOT NULL,
  type TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (thread_id, checkpoint_ns, checkpoint_id, task_id, idx)
) WITHOUT ROWID;`;

const VIEWS_1 = `
CREATE VIEW checkpoint_table AS
SELECT c.thread_id AS thread, c.checkpoint_ns AS namespace, c.checkpoint_id AS id, c.parent_id AS parent, c.step, c.source,
  json_extract(c.head, '$.ts') AS created_at,
  (SELECT count(*) FROM writes w WHERE w.thread_id = c.thread_id AND w.checkpoint_ns = c.checkpoint_ns
    AND w.checkpoint_id = c.checkpoint_id) AS pending_writes,
  CASE c.metadata_type WHEN 'json' THEN CAST(c.metadata AS TEXT) END AS metadata
FROM checkpoints c;

CREATE VIEW channel_values AS
SELECT c.thread_id AS thread, c.checkpoint_ns AS namespace, c.checkpoint_id AS id, c.step, b.channel,
  (SELECT v.value FROM json_each(c.head, '$.channel_versions') v WHERE v.key = r.key) AS version,
  b.blob_id AS blob, b.type, length(b.value) AS bytes,
  CASE b.type WHEN 'json' THEN CAST(b.value AS TEXT) END AS value
FROM checkpoints c, json_each(c.refs) r JOIN blobs b ON b.blob_id = r.value;

CREATE VIEW pending_writes AS
SELECT w.thread_id AS thread, w.checkpoint_ns AS namespace, w.checkpoint_id AS id, w.task_id AS task, w.idx, w.channel,
  w.type, length(w.value) AS bytes, CASE w.type WHEN 'json' THEN CAST(w.value AS TEXT) END AS value
FROM writes w;`;

/** `MIGRATIONS[n]` takes a file from version n to n + 1. Entries are history: append, never edit. */
export const MIGRATIONS: readonly string[] = [TABLES_1 + VIEWS_1];

/** `PRAGMA user_version` of the files that this package writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** What must be in a file of ours; anything else missing can be derived. */
export const TABLES: readonly string[] = ["blobs", "checkpoints", "writes"];

// SQLite keeps text as UTF-8, which has no lone surrogates, and its text functions stop at NUL.
const NOT_STORABLE = /[\\\0]|\p{Surrogate}/gu;

/** A string as it is stored in the id and channel columns: itself, unless it holds a backslash, NUL or a lone surrogate. */
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
