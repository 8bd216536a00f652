// Schema 3: the store: items, their vectors, readable views.

// A namespace is its labels, each ended by "/" (as store/namespace.ts writes them), so that all that lies under one is one
// range of the index: ["a"] is "a/", and "ab/" is not in its range.
// An item gets a new item_id each time it is put: descending ids are "last written first" without ties, and a vector, which
// names an item_id, cannot outlive the value that it was made of. AUTOINCREMENT, so that no id is ever used twice.
const TABLES_3 = `
CREATE TABLE items (
  item_id INTEGER PRIMARY KEY AUTOINCREMENT,
  namespace TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,         -- JSON
  created_at INTEGER NOT NULL, -- milliseconds since 1970
  updated_at INTEGER NOT NULL,
  ttl_ms INTEGER,              -- how long it lives after a put, or after a read that refreshes it
  expires_at INTEGER,
  UNIQUE (namespace, key)
);
CREATE INDEX items_by_expiry ON items (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE vectors (
  vector_id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  field TEXT NOT NULL,         -- the path that the text was found at
  part INTEGER NOT NULL,       -- which of the texts at that path
  vector BLOB NOT NULL         -- 32-bit floats, little-endian, of length 1
);
CREATE INDEX vectors_by_item ON vectors (item_id);

CREATE TABLE vector_changes (  -- one row: tells a copy of the vectors in memory that it is out of step
  only INTEGER PRIMARY KEY CHECK (only = 1),
  changes INTEGER NOT NULL
);
INSERT INTO vector_changes VALUES (1, 0);

CREATE TRIGGER vectors_follow_items AFTER DELETE ON items BEGIN
  DELETE FROM vectors WHERE item_id = OLD.item_id;
END;
CREATE TRIGGER vector_added AFTER INSERT ON vectors BEGIN
  UPDATE vector_changes SET changes = changes + 1;
END;
CREATE TRIGGER vector_removed AFTER DELETE ON vectors BEGIN
  UPDATE vector_changes SET changes = changes + 1;
END;`;

const VIEWS_3 = `
CREATE VIEW v_items AS
SELECT substr(i.namespace, 1, length(i.namespace) - 1) AS namespace, i.key, i.value,
  strftime('%Y-%m-%dT%H:%M:%fZ', i.created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', i.updated_at / 1000.0, 'unixepoch') AS updated_at,
  i.ttl_ms / 60000.0 AS ttl_minutes,
  strftime('%Y-%m-%dT%H:%M:%fZ', i.expires_at / 1000.0, 'unixepoch') AS expires_at,
  (SELECT group_concat(field, ', ') FROM (
    SELECT DISTINCT v.field FROM vectors v WHERE v.item_id = i.item_id ORDER BY v.field)) AS indexed_fields
FROM items i;`;

export const VERSION_3 = TABLES_3 + VIEWS_3;
