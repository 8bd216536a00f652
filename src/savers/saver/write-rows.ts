// Statements on the table writes.
import type { Database } from "../database/database.ts";
import { originalText, storedText } from "../schema.ts";
import { type Stored, storedOf } from "./codec.ts";

export interface StoredWrite {
  readonly taskId: string;
  readonly index: number;
  readonly channel: string;
  readonly value: Stored;
}

type WriteRow = [id: string, task: string, index: number, channel: string, type: string | null, value: string];

/** By task, then by place in the call: the order in which every reader applies them. */
export function readWrites(database: Database, sid: number, id: string, channel?: string): StoredWrite[] {
  const rows = database.rows(
    `SELECT id, task, idx, channel, type, value FROM writes WHERE sid = ? AND id = ?
      ${channel === undefined ? "" : "AND channel = ?"} ORDER BY task, idx`,
    [sid, storedText(id), ...(channel === undefined ? [] : [storedText(channel)])],
  );
  return (rows as WriteRow[]).map(storedWrite);
}

/** Of several checkpoints and channels; in the order of task and place for each checkpoint. */
export function readWritesOf(
  database: Database,
  sid: number,
  ids: readonly string[],
  channels: readonly string[],
): Map<string, StoredWrite[]> {
  const rows = database.rows(
    `SELECT w.id, w.task, w.idx, w.channel, w.type, w.value
      FROM json_each(?2) i CROSS JOIN writes w ON w.sid = ?1 AND w.id = i.value
      WHERE w.channel IN (SELECT value FROM json_each(?3)) ORDER BY w.id, w.task, w.idx`,
    [sid, JSON.stringify(ids.map(storedText)), JSON.stringify(channels.map(storedText))],
  ) as WriteRow[];
  const byCheckpoint = new Map<string, StoredWrite[]>();
  for (const row of rows) {
    const id = originalText(row[0]);
    const writes = byCheckpoint.get(id);
    if (writes === undefined) byCheckpoint.set(id, [storedWrite(row)]);
    else writes.push(storedWrite(row));
  }
  return byCheckpoint;
}

function storedWrite([, taskId, index, channel, type, value]: WriteRow): StoredWrite {
  return { taskId: originalText(taskId), index, channel: originalText(channel), value: storedOf(type, value) };
}

/** `replace`: a later write takes the place of an earlier one at the same index; otherwise the first one stays. */
export function saveWrite(database: Database, sid: number, id: string, write: StoredWrite, replace: boolean): void {
  database.run(
    `INSERT INTO writes (sid, id, task, idx, channel, type, value) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO ${replace ? "UPDATE SET channel = excluded.channel, type = excluded.type, value = excluded.value" : "NOTHING"}`,
    [
      ...[sid, storedText(id), storedText(write.taskId), write.index, storedText(write.channel)],
      ...[write.value.type, write.value.data],
    ],
  );
}
