// Breaks a copy of a saver's file in one place, to see what LangGraph does about it. The bytes that are given stay as they are.
import { storedText } from "@forkpoint/savers/schema";
import type { Database, SqlJsStatic, SqlValue } from "sql.js";
import { InspectError } from "./inspect-error.ts";
import type { CheckpointKey } from "./saver-file.ts";

/** One change to the rows of one checkpoint. */
export type Tampering =
  /** It names a parent that is in no file. */
  | { readonly kind: "break-parent"; readonly at: CheckpointKey }
  /** Its row goes; its values and pending writes stay behind. */
  | { readonly kind: "remove-checkpoint"; readonly at: CheckpointKey }
  /** All that one task wrote beside it goes. */
  | { readonly kind: "remove-writes"; readonly at: CheckpointKey; readonly task: string }
  /** The row in blobs goes, for every checkpoint that shares it; of a short value, the entry in refs. */
  | { readonly kind: "remove-value"; readonly at: CheckpointKey; readonly channel: string }
  /** Here only: other checkpoints keep theirs. */
  | { readonly kind: "change-value"; readonly at: CheckpointKey; readonly channel: string; readonly json: string };

/** In the form of LangGraph's ids; older than any. */
export const NO_PARENT = "00000000-0000-6000-8000-000000000000";

/** The bytes of a copy with that one change. Throws NO_CHECKPOINT, or TAMPER_FAILED where there is nothing to change so. */
export function tamper(sqlJs: SqlJsStatic, bytes: Uint8Array, change: Tampering): Uint8Array {
  const database = new sqlJs.Database(bytes);
  try {
    const row = findRow(database, change.at);
    apply(database, row, change);
    return database.export();
  } finally {
    database.close();
  }
}

/** What its row is found by. */
type Row = readonly [sid: SqlValue, id: SqlValue];

const WHERE = "WHERE sid = ? AND id = ?";

function findRow(database: Database, { thread, namespace, id }: CheckpointKey): Row {
  const found = database.exec(
    "SELECT c.sid, c.id FROM checkpoints c JOIN scopes s USING (sid) WHERE s.thread_id = ? AND s.ns = ? AND c.id = ?",
    [thread, namespace, id].map(storedText),
  );
  const row = found[0]?.values[0] as [SqlValue, SqlValue] | undefined;
  if (row === undefined)
    throw new InspectError("NO_CHECKPOINT", `there is no checkpoint ${id} of the thread ${thread} in this file`);
  return row;
}

function apply(database: Database, row: Row, change: Tampering): void {
  switch (change.kind) {
    case "break-parent":
      // `via` names what pruning left before it, and is asked first.
      return void database.run(`UPDATE checkpoints SET parent = ?, via = NULL ${WHERE}`, [NO_PARENT, ...row]);
    case "remove-checkpoint":
      return void database.run(`DELETE FROM checkpoints ${WHERE}`, [...row]);
    case "remove-writes":
      database.run(`DELETE FROM writes ${WHERE} AND task = ?`, [...row, storedText(change.task)]);
      if (database.getRowsModified() === 0) throw nothing(`no pending write of the task ${change.task}`);
      return;
    case "remove-value":
      return removeValue(database, row, change.channel);
    case "change-value":
      return changeValue(database, row, change.channel, change.json);
  }
}

function removeValue(database: Database, row: Row, channel: string): void {
  const refs = readRefs(database, row, channel);
  const ref = refs.get(channel);
  if (typeof ref === "number") {
    database.run("DELETE FROM blobs WHERE bid = ?", [ref]);
    if (database.getRowsModified() === 0) throw nothing(`the value of ${channel} is missing already`);
    return;
  }
  refs.delete(channel);
  writeRefs(database, row, refs);
}

function changeValue(database: Database, row: Row, channel: string, json: string): void {
  const refs = readRefs(database, row, channel);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new InspectError(
      "TAMPER_FAILED",
      `this is no JSON: ${error instanceof Error ? error.message : String(error)}. Text stands in double quotes.`,
      { cause: error },
    );
  }
  refs.set(channel, JSON.stringify(value));
  writeRefs(database, row, refs);
}

/** By channel. A map, because a channel may be called "__proto__". */
function readRefs(database: Database, row: Row, channel: string): Map<string, unknown> {
  const refs: unknown = JSON.parse(
    String(database.exec(`SELECT refs FROM checkpoints ${WHERE}`, [...row])[0]?.values[0]?.[0]),
  );
  const found = new Map(typeof refs === "object" && refs !== null ? Object.entries(refs) : []);
  if (!found.has(channel)) throw nothing(`no value of the channel ${channel}`);
  return found;
}

function writeRefs(database: Database, row: Row, refs: ReadonlyMap<string, unknown>): void {
  database.run(`UPDATE checkpoints SET refs = ? ${WHERE}`, [JSON.stringify(Object.fromEntries(refs)), ...row]);
}

function nothing(what: string): InspectError {
  return new InspectError("TAMPER_FAILED", `this checkpoint has ${what}: choose another row`);
}
