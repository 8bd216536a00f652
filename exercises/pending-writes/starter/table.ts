// The rows that a thread has left in a database, and the database without one of them. Given: it is put back before
// grading.
import type { BaseCheckpointSaver, CheckpointTuple } from "@langchain/langgraph";

export interface Row {
  /** `row-1`, `row-2`, …: the same from run to run. */
  readonly id: string;
  readonly cells: readonly string[];
  readonly checkpoint: string;
  /** Null: it is the checkpoint itself. */
  readonly write: readonly unknown[] | null;
}

export const COLUMNS = ["kind", "step", "task", "channel", "value"];

/** Oldest first: each checkpoint, and the writes that hang from it. Task ids are random, so they get numbers. */
export async function readRows(saver: BaseCheckpointSaver, thread: string): Promise<Row[]> {
  const tuples: CheckpointTuple[] = [];
  for await (const tuple of saver.list({ configurable: { thread_id: thread } })) tuples.unshift(tuple);
  const rows: Row[] = [];
  const tasks = new Map<string, string>();
  const add = (checkpoint: string, write: Row["write"], ...cells: string[]) =>
    rows.push({ id: `row-${rows.length + 1}`, cells, checkpoint, write });
  for (const tuple of tuples) {
    const checkpoint = tuple.checkpoint.id;
    const step = String(tuple.metadata?.step);
    const log = JSON.stringify(tuple.checkpoint.channel_values.log ?? []);
    add(checkpoint, null, "checkpoint", step, "", "log", log);
    const sorted = [...(tuple.pendingWrites ?? [])].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
    for (const write of sorted) {
      const [task, channel, value] = write;
      if (!tasks.has(task)) tasks.set(task, String(tasks.size + 1));
      add(checkpoint, write, "write", step, tasks.get(task)!, channel, JSON.stringify(value));
    }
  }
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
