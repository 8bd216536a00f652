// The rows that a thread has left in a database, and the database without one of them. Given: it is put back before
// grading.
import type { BaseCheckpointSaver, CheckpointTuple } from "@langchain/langgraph";

export interface Row {
  /** `c1`, `c2`, … for checkpoints, `w1`, … for writes: the same from run to run. */
  readonly id: string;
  readonly cells: readonly string[];
  readonly checkpoint: string;
  /** Null: it is the checkpoint itself. */
  readonly write: readonly unknown[] | null;
}

export const COLUMNS = ["row of", "checkpoint", "task", "channel", "value"];

/** Oldest first: each checkpoint, and the writes that hang from it. Task ids are random, so they get numbers. */
export async function readRows(saver: BaseCheckpointSaver, thread: string): Promise<Row[]> {
  const tuples: CheckpointTuple[] = [];
  for await (const tuple of saver.list({ configurable: { thread_id: thread } })) tuples.unshift(tuple);
  const rows: Row[] = [];
  const tasks = new Map<string, string>();
  let writes = 0;
  tuples.forEach((tuple, at) => {
    const checkpoint = tuple.checkpoint.id;
    const step = `step ${tuple.metadata?.step}`;
    const log = JSON.stringify(tuple.checkpoint.channel_values.log ?? []);
    rows.push({ id: `c${at + 1}`, cells: ["checkpoints", step, "", "log", log], checkpoint, write: null });
    const sorted = [...(tuple.pendingWrites ?? [])].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
    for (const write of sorted) {
      const [task, channel, value] = write;
      if (!tasks.has(task)) tasks.set(task, `task ${tasks.size + 1}`);
      const cells = ["writes", step, tasks.get(task)!, channel, JSON.stringify(value)];
      rows.push({ id: `w${++writes}`, cells, checkpoint, write });
    }
  });
  return rows;
}

/** Makes the saver answer as if that row were not in its database. */
export async function without(saver: BaseCheckpointSaver, thread: string, id: string): Promise<void> {
  const row = (await readRows(saver, thread)).find((one) => one.id === id);
  if (!row) throw new RangeError(`there is no row ${JSON.stringify(id)}`);
  const getTuple = saver.getTuple.bind(saver);
  saver.getTuple = async (config) => {
    const tuple = await getTuple(config);
    if (tuple?.checkpoint.id !== row.checkpoint) return tuple;
    if (row.write === null) return tuple.parentConfig && getTuple(tuple.parentConfig);
    const left = tuple.pendingWrites?.filter((write) => textOf(write) !== textOf(row.write!));
    return { ...tuple, ...(left && { pendingWrites: left }) };
  };
}

/** A write without its task's id. */
const textOf = ([, channel, value]: readonly unknown[]) => `${String(channel)} ${JSON.stringify(value)}`;
