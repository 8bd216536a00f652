// Schema 2: threads by number, lists as segments, names stored once, what pruning must not lose.

// Ids are stored through `storedText`, so that every JavaScript string keeps its identity in SQLite.
// A checkpoint names the value of each of its channels itself. Were values looked up by channel version, two branches that
// count to the same version would read each other's values.
const TABLES_2 = `
CREATE TABLE scopes (          -- a thread and a namespace
  sid INTEGER PRIMARY KEY,
  thread_id TEXT NOT NULL,
  ns TEXT NOT NULL,
  UNIQUE (thread_id, ns)
);

CREATE TABLE shapes (          -- the names in a head, which hardly change from one checkpoint to the next
  shape INTEGER PRIMARY KEY,
  names TEXT NOT NULL UNIQUE   -- JSON: [[channel, ...], [[node, [channel, ...]], ...]]
);

CREATE TABLE checkpoints_2 (
  sid INTEGER NOT NULL,
  id TEXT NOT NULL,
  parent TEXT,                 -- as shown: when the parent was pruned, the nearest ancestor that is left
  via TEXT,                    -- the stub before which this one stands, if its ancestors left some
  step INTEGER,
  source TEXT,
  shape INTEGER,               -- null: head is an object with names and all
  head TEXT NOT NULL,          -- JSON: [v, ts, [version, ...], [[version, ...], ...]] in the order of the shape's names
  refs TEXT NOT NULL,          -- JSON: {channel: bid}, or {channel: "JSON of a short value"}
  metadata_type TEXT,          -- null: JSON text; else what a serializer of the caller's called its bytes
  metadata NOT NULL,
  PRIMARY KEY (sid, id)
) WITHOUT ROWID;

CREATE TABLE stubs (           -- what is left of a pruned checkpoint that the history of channels still needs
  sid INTEGER NOT NULL,
  id TEXT NOT NULL,
  parent TEXT,                 -- a stub or a checkpoint
  refs TEXT NOT NULL,
  PRIMARY KEY (sid, id)
) WITHOUT ROWID;

CREATE TABLE blobs_2 (         -- never changed once written; shared by the checkpoints of one thread and namespace
  bid INTEGER PRIMARY KEY,
  type TEXT,                   -- null: data is JSON text, or a list's elements; else what a serializer called its bytes
  n INTEGER,                   -- not null: a list of n elements
  base INTEGER,                -- list: begins with the elements [skip, skip + keep) of the list in the blob base
  skip INTEGER,
  keep INTEGER,
  stamp INTEGER,               -- list: random, so that a copy in memory can tell that a bid was used again
  data NOT NULL                -- list: JSON of the other elements, joined by a comma and a line feed
);

CREATE TABLE writes_2 (
  sid INTEGER NOT NULL,
  id TEXT NOT NULL,
  task TEXT NOT NULL,
  idx INTEGER NOT NULL,        -- place in the call; below zero for the special channels
  channel TEXT NOT NULL,
  type TEXT,                   -- as in blobs
  value NOT NULL,
  PRIMARY KEY (sid, id, task, idx)
) WITHOUT ROWID;`;

// Values stay the bytes that they were: only the serializer that wrote them knows whether they are text.
const FROM_1 = `
DROP VIEW IF EXISTS checkpoint_table;
DROP VIEW IF EXISTS channel_values;
DROP VIEW IF EXISTS pending_writes;
INSERT INTO scopes (thread_id, ns)
  SELECT thread_id, checkpoint_ns FROM checkpoints UNION SELECT thread_id, checkpoint_ns FROM writes;
INSERT INTO checkpoints_2 (sid, id, parent, step, source, head, refs, metadata_type, metadata)
  SELECT s.sid, c.checkpoint_id, c.parent_id, c.step, c.source, c.head, c.refs, c.metadata_type, c.metadata
  FROM checkpoints c JOIN scopes s ON s.thread_id = c.thread_id AND s.ns = c.checkpoint_ns;
INSERT INTO blobs_2 (bid, type, data) SELECT blob_id, type, value FROM blobs;
INSERT INTO writes_2 SELECT s.sid, w.checkpoint_id, w.task_id, w.idx, w.channel, w.type, w.value
  FROM writes w JOIN scopes s ON s.thread_id = w.thread_id AND s.ns = w.checkpoint_ns;
DROP TABLE checkpoints;
DROP TABLE blobs;
DROP TABLE writes;
ALTER TABLE checkpoints_2 RENAME TO checkpoints;
ALTER TABLE blobs_2 RENAME TO blobs;
ALTER TABLE writes_2 RENAME TO writes;`;

const VIEWS_2 = `
CREATE VIEW v_checkpoints AS
SELECT s.thread_id AS thread, s.ns AS namespace, c.id, c.parent, c.step, c.source,
  CASE WHEN c.shape IS NULL THEN json_extract(c.head, '$.ts') ELSE json_extract(c.head, '$[1]') END AS created_at,
  (SELECT count(*) FROM writes w WHERE w.sid = c.sid AND w.id = c.id) AS pending_writes,
  CASE WHEN c.metadata_type IS NULL THEN c.metadata
    WHEN c.metadata_type = 'json' THEN CAST(c.metadata AS TEXT) END AS metadata
FROM checkpoints c JOIN scopes s ON s.sid = c.sid;

CREATE VIEW v_values AS
SELECT s.thread_id AS thread, s.ns AS namespace, c.id, c.step, r.key AS channel,
  CASE WHEN c.shape IS NULL
    THEN (SELECT v.value FROM json_each(c.head, '$.channel_versions') v WHERE v.key = r.key)
    ELSE (SELECT v.value FROM shapes h, json_each(h.names, '$[0]') k, json_each(c.head, '$[2]') v
      WHERE h.shape = c.shape AND k.value = r.key AND v.key = k.key) END AS version,
  b.bid, coalesce(b.type, 'json') AS type,
  CASE WHEN b.bid IS NULL THEN r.value WHEN b.type IS NULL AND b.n IS NULL THEN b.data
    WHEN b.type = 'json' THEN CAST(b.data AS TEXT)
    WHEN b.n IS NOT NULL THEN (
      WITH RECURSIVE part (depth, bid, lo, hi) AS (
        SELECT 0, b.bid, 0, b.n
        UNION ALL
        SELECT p.depth + 1, x.base, p.lo + x.skip, min(p.hi, x.keep) + x.skip
        FROM part p JOIN blobs x ON x.bid = p.bid WHERE x.base < x.bid AND p.lo < x.keep)
      SELECT '[' || coalesce(group_concat(element, ','), '') || ']' FROM (
        SELECT '[' || x.data || ']' -> e.key AS element
        FROM part p JOIN blobs x ON x.bid = p.bid, json_each('[' || x.data || ']') e
        WHERE e.key + coalesce(x.keep, 0) >= p.lo AND e.key + coalesce(x.keep, 0) < p.hi
        ORDER BY p.depth DESC, e.key))
    END AS value
FROM checkpoints c JOIN scopes s ON s.sid = c.sid, json_each(c.refs) r
  LEFT JOIN blobs b ON r.type = 'integer' AND b.bid = r.value;

CREATE VIEW v_writes AS
SELECT s.thread_id AS thread, s.ns AS namespace, w.id, w.task, w.idx, w.channel, coalesce(w.type, 'json') AS type,
  CASE WHEN w.type IS NULL THEN w.value WHEN w.type = 'json' THEN CAST(w.value AS TEXT) END AS value
FROM writes w JOIN scopes s ON s.sid = w.sid;`;

export const VERSION_2 = TABLES_2 + FROM_1 + VIEWS_2;
