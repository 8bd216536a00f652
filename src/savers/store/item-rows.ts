// The statements on items. What has expired is never shown, whether it was swept or not.
import type { Item } from "@langchain/langgraph-checkpoint";
import type { Database } from "../database/database.ts";
import type { SqlValue } from "../database/driver.ts";
import { originalText } from "../schema.ts";
import { valueOf } from "./json-value.ts";
import { labelsOf } from "./namespace.ts";

/** Where an item is: both as stored. */
export interface Address {
  readonly namespace: string;
  readonly key: string;
}

/** A part of all namespaces: from `low` up to, and without, `high`. */
export type Range = readonly [low: string, high: SqlValue];

export interface ItemRow extends Address {
  readonly id: number;
  readonly value: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly ttlMs: number | null;
}

export interface NewItem extends Address {
  readonly value: string;
  readonly ttlMs: number | null;
}

const COLUMNS = "item_id, namespace, key, value, created_at, updated_at, ttl_ms";
const ALIVE = "(expires_at IS NULL OR expires_at > ?)";
const IN_RANGE = "namespace >= ? AND namespace < ?";
const WITHOUT_VECTOR = "NOT EXISTS (SELECT 1 FROM vectors v WHERE v.item_id = items.item_id)";

export function findItem(database: Database, { namespace, key }: Address, now: number): ItemRow | undefined {
  const sql = `SELECT ${COLUMNS} FROM items WHERE namespace = ? AND key = ? AND ${ALIVE}`;
  const row = database.row(sql, [namespace, key, now]);
  return row && itemRow(row);
}

/** Those of the items that are still alive, by id. */
export function findItems(database: Database, ids: readonly number[], now: number): ReadonlyMap<number, ItemRow> {
  const sql = `SELECT ${COLUMNS} FROM items WHERE item_id IN (SELECT value FROM json_each(?)) AND ${ALIVE}`;
  return new Map(database.rows(sql, [JSON.stringify(ids), now]).map((row) => [Number(row[0]), itemRow(row)]));
}

/**
 * Last written first. Expired ones are among them: whoever reads the items leaves those out. From the index alone, which
 * sorting in SQL would not be, and as one text, which is many times faster than rows.
 */
export function listIds(database: Database, range: Range, only: "all" | "without-vector" = "all"): number[] {
  const condition = only === "all" ? "" : `AND ${WITHOUT_VECTOR}`;
  const sql = `SELECT json_group_array(item_id) FROM items WHERE ${IN_RANGE} ${condition}`;
  const ids = JSON.parse(String(database.row(sql, range)![0])) as number[];
  // Ids rise with every put, and no two items are equal in this order.
  return ids.sort((left, right) => right - left);
}

/** One step of the index for each namespace, however many items it holds. */
export function listNamespaces(database: Database, [low, high]: Range, now: number): string[] {
  const sql = `
    WITH RECURSIVE present (namespace) AS (
      SELECT min(namespace) FROM items WHERE ${IN_RANGE}
      UNION ALL
      SELECT (SELECT min(i.namespace) FROM items i WHERE i.namespace > present.namespace AND i.namespace < ?)
      FROM present WHERE present.namespace IS NOT NULL
    )
    SELECT namespace FROM present WHERE namespace IS NOT NULL
      AND EXISTS (SELECT 1 FROM items i WHERE i.namespace = present.namespace AND ${ALIVE})`;
  return database.rows(sql, [low, high, high, now]).map(([namespace]) => String(namespace));
}

/** Replaces what is at the address, under a new id. */
export function putItem(
  database: Database,
  item: NewItem,
  now: number,
): { readonly id: number; readonly replaced: number | undefined } {
  const before = removeItem(database, item);
  // What has expired was gone already: this is another item at the same address.
  const continues = before !== undefined && (before.expiresAt === null || before.expiresAt > now);
  const createdAt = continues ? before.createdAt : now;
  const updatedAt = continues ? Math.max(now, before.updatedAt) : now;
  const [[id]] = database.run(
    `INSERT INTO items (namespace, key, value, created_at, updated_at, ttl_ms, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING item_id`,
    [item.namespace, item.key, item.value, createdAt, updatedAt, item.ttlMs, item.ttlMs && now + item.ttlMs],
  ) as [[number]];
  return { id: Number(id), replaced: before?.id };
}

interface RemovedItem {
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number | null;
}

/** Its vectors go with it. */
export function removeItem(database: Database, { namespace, key }: Address): RemovedItem | undefined {
  const sql = "SELECT item_id, created_at, updated_at, expires_at FROM items WHERE namespace = ? AND key = ?";
  const [row] = database.rows(sql, [namespace, key]);
  if (row === undefined) return undefined;
  const [id, createdAt, updatedAt, expiresAt] = row as [number, number, number, number | null];
  database.run("DELETE FROM items WHERE item_id = ?", [id]);
  return { id, createdAt, updatedAt, expiresAt };
}

/** The ids of the expired items that were removed, at most `atMost`. */
export function sweepItems(database: Database, now: number, atMost: number): number[] {
  const expired = database.rows(
    "SELECT item_id FROM items WHERE expires_at IS NOT NULL AND expires_at <= ? ORDER BY expires_at LIMIT ?",
    [now, atMost === Infinity ? -1 : atMost],
  );
  if (expired.length === 0) return [];
  const ids = expired.map(([id]) => Number(id));
  database.run("DELETE FROM items WHERE item_id IN (SELECT value FROM json_each(?))", [JSON.stringify(ids)]);
  return ids;
}

/** Their time begins anew, each its own; they count as read, not as updated. */
export function refreshItems(database: Database, items: readonly ItemRow[], now: number): void {
  const ids = items.filter(({ ttlMs }) => ttlMs !== null).map(({ id }) => id);
  if (ids.length === 0) return;
  database.run("UPDATE items SET expires_at = ? + ttl_ms WHERE item_id IN (SELECT value FROM json_each(?))", [
    now,
    JSON.stringify(ids),
  ]);
}

function itemRow([id, namespace, key, value, createdAt, updatedAt, ttlMs]: SqlValue[]): ItemRow {
  return {
    id: Number(id),
    namespace: String(namespace),
    key: String(key),
    value: String(value),
    createdAt: Number(createdAt),
    updatedAt: Number(updatedAt),
    ttlMs: ttlMs === null || ttlMs === undefined ? null : Number(ttlMs),
  };
}

export function itemOf(row: ItemRow): Item {
  return {
    value: valueOf(row.value),
    key: originalText(row.key),
    namespace: labelsOf(row.namespace),
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
  };
}
