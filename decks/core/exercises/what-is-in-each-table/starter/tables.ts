// The rows of the database, as SQL reads them. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";

export interface Row {
  /** `row-1`, `row-2`, …: the same from run to run. */
  readonly id: string;
  readonly cells: readonly string[];
  /** Where the row lies: a table, and a condition with its parameters. */
  readonly at: readonly [table: string, where: string, ...params: (string | number)[]];
}

export const COLUMNS = ["table", "is about", "holds"];

export function readTables({ database }: SqlJsSaver): Row[] {
  const rows: Row[] = [];
  const add = (about: string, holds: string, ...at: Row["at"]) => {
    rows.push({ id: `row-${rows.length + 1}`, cells: [at[0], about, holds], at });
    return rows.at(-1)!.id;
  };
  for (const [sid, thread, ns] of database.rows("SELECT sid, thread_id, ns FROM scopes"))
    add(`scope ${sid}`, `thread ${thread}, namespace “${ns}”`, "scopes", "sid = ?", Number(sid));
  const names = new Map<unknown, string>([[null, "none"]]);
  for (const [id, step, parent, refs] of database.rows("SELECT id, step, parent, refs FROM checkpoints ORDER BY id")) {
    const holds = `parent: ${names.get(parent)}, values: ${refs}`;
    names.set(id!, add(`scope 1, step ${step}`, holds, "checkpoints", "id = ?", String(id)));
  }
  for (const [bid, data] of database.rows("SELECT bid, data FROM blobs ORDER BY bid"))
    add(`value ${bid}`, String(data).slice(0, 60), "blobs", "bid = ?", Number(bid));
  const writes = database.rows("SELECT id, channel, value, task, idx FROM writes ORDER BY id, channel, value");
  for (const [id, channel, value, task, idx] of writes) {
    const holds = `channel ${channel}: ${String(value).slice(0, 60)}`;
    add(`hangs from ${names.get(id)}`, holds, "writes", "task = ? AND idx = ?", String(task), Number(idx));
  }
  return rows;
}

const rowOf = (saver: SqlJsSaver, id: string) => {
  const row = readTables(saver).find((one) => one.id === id);
  if (!row) throw new RangeError(`there is no row ${JSON.stringify(id)}`);
  return row;
};

/** The same database without that row. */
export async function without(saver: SqlJsSaver, id: string): Promise<SqlJsSaver> {
  const [table, where, ...params] = rowOf(saver, id).at;
  const copy = await SqlJsSaver.open({ bytes: saver.export(), name: "without" });
  copy.database.run(`DELETE FROM ${table} WHERE ${where}`, params);
  return copy;
}

/** The same database; if that row is a checkpoint, its parent is forgotten. */
export async function orphaned(saver: SqlJsSaver, id: string): Promise<SqlJsSaver> {
  const [table, where, ...params] = rowOf(saver, id).at;
  const copy = await SqlJsSaver.open({ bytes: saver.export(), name: "orphaned" });
  if (table === "checkpoints") copy.database.run(`UPDATE checkpoints SET parent = NULL WHERE ${where}`, params);
  return copy;
}
