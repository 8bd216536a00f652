// Questions worth asking of any saver's file, as SQL over its readable views, and what it means when the answer is empty.

export interface ReadyQuestion {
  /** A kebab word, permanent. */
  readonly id: string;
  readonly title: string;
  /** What it answers, in one sentence. */
  readonly answers: string;
  readonly sql: string;
  /** Why there may be no rows. */
  readonly empty: string;
}

export const readyQuestions: readonly ReadyQuestion[] = [
  {
    id: "all-threads",
    title: "All threads",
    answers: "Which threads are in this file, and how many checkpoints each has; the one written to last comes first.",
    sql: `SELECT thread, count(*) AS checkpoints, max(step) AS last_step,
  min(created_at) AS first_written, max(created_at) AS last_written
FROM v_checkpoints
GROUP BY thread
ORDER BY max(id) DESC`,
    empty:
      "There is no checkpoint in this file, so no thread. LangGraph does not warn of that: getState of an unknown thread gives empty values and no next node, as if all were well.",
  },
  {
    id: "lineage",
    title: "Lineage of the latest checkpoint",
    answers:
      "The way from the latest checkpoint to the first one, parent by parent: that, not the history, is what led here.",
    sql: `WITH RECURSIVE line AS (
  SELECT * FROM (
    SELECT 0 AS back, thread, namespace, id, parent, step, source
    FROM v_checkpoints WHERE namespace = '' ORDER BY id DESC LIMIT 1)
  UNION ALL
  SELECT line.back + 1, c.thread, c.namespace, c.id, c.parent, c.step, c.source
  FROM line JOIN v_checkpoints c
    ON c.thread = line.thread AND c.namespace = line.namespace AND c.id = line.parent)
SELECT back, thread, step, source, id, parent FROM line`,
    empty: "There is no checkpoint in this file yet, so nothing has a lineage. Run a graph with a saver first.",
  },
  {
    id: "pending-writes",
    title: "Pending writes",
    answers:
      "What tasks have left beside the latest checkpoint of each thread: results, errors, questions, and no checkpoint after them.",
    sql: `SELECT c.thread, c.namespace, c.step, w.task, w.channel, w.value
FROM v_checkpoints c JOIN v_writes w
  ON w.thread = c.thread AND w.namespace = c.namespace AND w.id = c.id
WHERE c.id = (SELECT max(l.id) FROM v_checkpoints l WHERE l.thread = c.thread AND l.namespace = c.namespace)
ORDER BY c.id DESC, w.task, w.idx`,
    empty:
      "Nothing is pending: each task that began has its result in a checkpoint. Pending writes are left by a crash, by an error in one of several nodes, and by an interrupt.",
  },
  {
    id: "branches",
    title: "Branches",
    answers: "Checkpoints with two or more children: there somebody forked, ran again, or updated the past.",
    sql: `SELECT p.thread, p.namespace, p.step, p.id, count(*) AS children,
  group_concat(c.source || ' at step ' || c.step, ', ') AS they_are
FROM v_checkpoints p JOIN v_checkpoints c
  ON c.thread = p.thread AND c.namespace = p.namespace AND c.parent = p.id
GROUP BY p.thread, p.namespace, p.id
HAVING count(*) > 1
ORDER BY p.id DESC`,
    empty:
      "No checkpoint has two children: every thread here is one line. It becomes a tree at the first fork, re-run or update of an old checkpoint.",
  },
  {
    id: "repeated-steps",
    title: "Steps that repeat",
    answers:
      "Step numbers that one thread has more than once: after a fork each branch counts on, and the history mixes them.",
    sql: `SELECT thread, namespace, step, count(*) AS times, group_concat(source, ', ') AS sources
FROM v_checkpoints
GROUP BY thread, namespace, step
HAVING count(*) > 1
ORDER BY thread, namespace, step`,
    empty:
      "Here each step number names one checkpoint. That ends with the first fork, so do not look checkpoints up by step.",
  },
  {
    id: "bytes-per-thread",
    title: "Bytes per thread",
    answers: "How many rows and bytes the values of each thread take; checkpoints share them, so each counts once.",
    sql: `WITH RECURSIVE held (sid, bid) AS (
  SELECT c.sid, r.value FROM checkpoints c, json_each(c.refs) r WHERE r.type = 'integer'
  UNION
  SELECT held.sid, b.base FROM held JOIN blobs b USING (bid) WHERE b.base IS NOT NULL)
SELECT s.thread_id AS thread,
  (SELECT count(*) FROM v_checkpoints c WHERE c.thread = s.thread_id) AS checkpoints,
  count(b.bid) AS value_rows, coalesce(sum(octet_length(b.data)), 0) AS value_bytes
FROM scopes s LEFT JOIN held USING (sid) LEFT JOIN blobs b USING (bid)
GROUP BY s.thread_id
ORDER BY value_bytes DESC`,
    empty: "There is no thread in this file, so nothing takes room.",
  },
  {
    id: "lost-parents",
    title: "Parents that are not here",
    answers: "Checkpoints that name a parent which is not in this file under the same thread.",
    sql: `SELECT c.thread, c.namespace, c.step, c.source, c.id, c.parent
FROM v_checkpoints c LEFT JOIN v_checkpoints p
  ON p.thread = c.thread AND p.namespace = c.namespace AND p.id = c.parent
WHERE c.parent IS NOT NULL AND p.id IS NULL
ORDER BY c.id DESC`,
    empty:
      "Every parent is here. One is missing when an old checkpoint_id is used with another thread_id, which starts a blank thread, or when rows were removed by hand.",
  },
  {
    id: "unused-values",
    title: "Values nobody refers to",
    answers: "Rows in blobs that no checkpoint needs, neither by itself nor as the beginning of a list.",
    sql: `WITH RECURSIVE used (bid) AS (
  SELECT r.value FROM checkpoints c, json_each(c.refs) r WHERE r.type = 'integer'
  UNION
  SELECT r.value FROM stubs t, json_each(t.refs) r WHERE r.type = 'integer'
  UNION
  SELECT b.base FROM used JOIN blobs b USING (bid) WHERE b.base IS NOT NULL)
SELECT bid, octet_length(data) AS bytes, substr(data, 1, 80) AS begins_with
FROM blobs WHERE bid NOT IN (SELECT bid FROM used)
ORDER BY bid`,
    empty:
      "Every value is used. Pruning and deleting remove values together with the last checkpoint that needs them; only a checkpoint removed by hand leaves some behind.",
  },
  {
    id: "store",
    title: "What the store holds",
    answers: "The items of the store: they belong to no thread, and all threads can read them.",
    sql: `SELECT namespace, key, value, updated_at, expires_at
FROM v_items
ORDER BY namespace, key`,
    empty:
      "The store holds nothing. Checkpoints belong to a thread; what should outlive threads is put into a store by the graph's own nodes.",
  },
];
