// Which checkpoints a list() is about, a page at a time, so that no statement stays open while the caller looks at one.
import type { Database } from "../database/database.ts";
import type { SqlValue } from "../database/driver.ts";
import { originalText, storedText } from "../schema.ts";
import type { Scope } from "./config.ts";

export interface ListedKey extends Scope {
  readonly sid: number;
  readonly id: string;
}

export interface ListQuery {
  readonly threadId: string | undefined;
  readonly namespace: string | undefined;
  readonly id: string | undefined;
  readonly before: string | undefined;
  readonly filter: Readonly<Record<string, unknown>>;
}

type Condition = readonly [sql: string, ...params: SqlValue[]];

const PAGE = 256;

/** Newest first, also across threads. With a filter, some that do not match may be among them: see `matchesFilter`. */
export function* listKeys(database: () => Database, query: ListQuery, limit: number): Generator<ListedKey> {
  const conditions = conditionsOf(query);
  const size = Math.min(Math.ceil(limit), PAGE);
  let after: ListedKey | undefined;
  do {
    const page = readPage(database(), conditions, after, size);
    yield* page;
    after = page.length < size ? undefined : page.at(-1);
  } while (after !== undefined);
}

/** The statement of one page. */
export function pageStatement(conditions: readonly Condition[]): string {
  const where = conditions.map(([sql]) => sql);
  // By id, not by time: ids of version 6 sort by creation, and two checkpoints can carry the same timestamp.
  return `SELECT c.sid, s.thread_id, s.ns, c.id FROM scopes s CROSS JOIN checkpoints c ON c.sid = s.sid
    ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""} ORDER BY c.id DESC, c.sid DESC LIMIT ?`;
}

export function conditionsOf({ threadId, namespace, id, before, filter }: ListQuery): Condition[] {
  const conditions: Condition[] = [];
  if (threadId !== undefined) conditions.push(["s.thread_id = ?", storedText(threadId)]);
  if (namespace !== undefined) conditions.push(["s.ns = ?", storedText(namespace)]);
  if (id !== undefined) conditions.push(["c.id = ?", storedText(id)]);
  if (before !== undefined) conditions.push(["c.id < ?", storedText(before)]);
  for (const [key, wanted] of Object.entries(filter)) conditions.push(...metadataCondition(key, wanted));
  return conditions;
}

// What JSON writes with an escape is left to the comparison of values: SQLite's text ends at a NUL.
const PLAIN = /^[^\\"\p{Cc}\p{Cs}]*$/u;

/** Leaves out rows that cannot match. Keys and values are bound and compared whole: neither is ever a path or a pattern. */
function metadataCondition(key: string, wanted: unknown): Condition[] {
  if (!PLAIN.test(key)) return [];
  const test = scalarTest(wanted);
  if (test === undefined) return [];
  const [sql, ...params] = test;
  return [
    [
      `(c.metadata_type IS NOT NULL OR EXISTS (SELECT 1 FROM json_each(c.metadata) m WHERE m.key = ? AND ${sql}))`,
      ...[key, ...params],
    ],
  ];
}

function scalarTest(wanted: unknown): Condition | undefined {
  if (wanted === null) return ["m.type = 'null'"];
  if (typeof wanted === "boolean") return [`m.type = '${wanted}'`];
  if (typeof wanted === "number" && Number.isFinite(wanted))
    return ["m.type IN ('integer', 'real') AND m.atom = ?", wanted];
  if (typeof wanted === "string" && PLAIN.test(wanted)) return ["m.type = 'text' AND m.atom = ?", wanted];
  return undefined;
}

function readPage(
  database: Database,
  conditions: readonly Condition[],
  after: ListedKey | undefined,
  size: number,
): ListedKey[] {
  const all: Condition[] = [...conditions];
  if (after !== undefined) {
    const id = storedText(after.id);
    all.push(["c.id <= ?", id], ["(c.id, c.sid) < (?, ?)", id, after.sid]);
  }
  return database
    .rows(pageStatement(all), [...all.flatMap(([, ...params]) => params), size])
    .map(([sid, threadId, namespace, id]) => ({
      sid: Number(sid),
      threadId: originalText(String(threadId)),
      namespace: originalText(String(namespace)),
      id: originalText(String(id)),
    }));
}
