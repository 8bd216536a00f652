// Schema 1: whole values, shared between checkpoints by reference.

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

export const VERSION_1 = TABLES_1 + VIEWS_1;
