// What callers pass to `batch`, read once, at the edge. What is wrong is refused here, before anything is written; what is
// right is copied, so that it may be changed after the call.
import type { MatchCondition } from "@langchain/langgraph-checkpoint";
import { SaverError } from "../errors.ts";
import { storedText } from "../schema.ts";
import { type FieldPath, parsePath, textsAt } from "./field-paths.ts";
import { type Filter, parseFilter } from "./filter.ts";
import type { Address, NewItem, Range } from "./item-rows.ts";
import { storedValue, valueOf } from "./json-value.ts";
import { leadingLabels, rangeUnder, requireLabels, requireWritableLabels, storedNamespace } from "./namespace.ts";

export interface FieldText {
  readonly field: string;
  readonly part: number;
  readonly text: string;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

export interface Search extends Page {
  readonly range: Range;
  readonly filter: Filter | undefined;
  /** Undefined where there is nothing to rank by. */
  readonly query: string | undefined;
  readonly refreshes: boolean;
}

export interface NamespaceListing extends Page {
  readonly range: Range;
  readonly conditions: readonly MatchCondition[];
  readonly maxDepth: number;
}

export type Step =
  | { readonly kind: "get"; readonly address: Address; readonly refreshes: boolean }
  | { readonly kind: "put"; readonly item: NewItem; readonly texts: readonly FieldText[] }
  | { readonly kind: "delete"; readonly address: Address }
  | { readonly kind: "search"; readonly search: Search }
  | { readonly kind: "list"; readonly listing: NamespaceListing };

/** What the store's options leave to each operation. */
export interface Defaults {
  /** Undefined: the store embeds nothing. */
  readonly fields: readonly FieldPath[] | undefined;
  readonly ttlMs: number | null;
  readonly refreshOnRead: boolean;
}

type Raw = Readonly<Record<string, unknown>>;

export function readOperation(operation: unknown, defaults: Defaults): Step {
  if (typeof operation === "object" && operation !== null) {
    const raw = operation as Raw;
    if ("namespacePrefix" in raw) return { kind: "search", search: readSearch(raw, defaults) };
    if ("value" in raw && raw.value === null) return { kind: "delete", address: readAddress(raw, "delete()") };
    if ("value" in raw) return readPut(raw, defaults);
    if ("key" in raw) {
      const refreshes = readRefresh(raw.refreshTtl, defaults);
      return { kind: "get", address: readAddress(raw, "get()"), refreshes };
    }
    if ("matchConditions" in raw || "limit" in raw) return { kind: "list", listing: readListing(raw) };
  }
  throw new SaverError("OPERATION_UNKNOWN", "batch() got what is no get, put, search or listing of namespaces");
}

function readAddress(raw: Raw, call: string): Address {
  return { namespace: storedNamespace(requireLabels(raw.namespace, call)), key: requireKey(raw.key, call) };
}

function requireKey(key: unknown, call: string): string {
  if (typeof key === "string") return storedText(key);
  throw new SaverError(
    "KEY_NOT_TEXT",
    `${call} got a key of type ${typeof key}: 42 and "42" would be one item or two, so only a string is taken`,
  );
}

function readPut(raw: Raw, { fields, ttlMs: defaultTtlMs }: Defaults): Step {
  const namespace = storedNamespace(requireWritableLabels(raw.namespace, "put()"));
  const key = requireKey(raw.key, "put()");
  const value = storedValue(raw.value, "put()");
  const ttlMs = raw.ttl === undefined ? defaultTtlMs : ttlInMs(raw.ttl);
  const paths = fields && readIndex(raw.index, fields);
  const texts = paths === undefined || paths.length === 0 ? [] : readTexts(valueOf(value), paths);
  return { kind: "put", item: { namespace, key, value, ttlMs }, texts };
}

function readIndex(index: unknown, fields: readonly FieldPath[]): readonly FieldPath[] {
  if (index === undefined || index === null) return fields;
  if (index === false) return [];
  if (Array.isArray(index)) return index.map(parsePath);
  throw new SaverError(
    "INDEX_INVALID",
    `put() got an index of type ${typeof index}: pass false, a list of paths, or nothing`,
  );
}

/** Of the value as it is stored, so that a vector is always of what `get` gives back. */
function readTexts(value: unknown, paths: readonly FieldPath[]): FieldText[] {
  return paths.flatMap((path) => textsAt(value, path).map((text, part) => ({ field: path.path, part, text })));
}

const MS_PER_MINUTE = 60_000;
const LONGEST_TTL_MINUTES = 1e9;

/** Minutes as milliseconds; null lives for ever. */
export function ttlInMs(minutes: unknown): number | null {
  if (minutes === null) return null;
  if (typeof minutes === "number" && minutes > 0 && minutes <= LONGEST_TTL_MINUTES)
    return Math.max(1, Math.round(minutes * MS_PER_MINUTE));
  throw new SaverError(
    "TTL_INVALID",
    `a time to live is a number of minutes above 0, or null for ever; got ${typeof minutes === "number" ? minutes : typeof minutes}`,
  );
}

function readRefresh(refreshTtl: unknown, { refreshOnRead }: Defaults): boolean {
  return refreshTtl === undefined || refreshTtl === null ? refreshOnRead : refreshTtl === true;
}

function readSearch(raw: Raw, defaults: Defaults): Search {
  const { query } = raw;
  if (query !== undefined && query !== null && typeof query !== "string")
    throw new SaverError("FILTER_INVALID", `search() got a query of type ${typeof query}: pass a text, or nothing`);
  return {
    range: rangeUnder(requireLabels(raw.namespacePrefix, "search()")),
    filter: parseFilter(raw.filter),
    query: defaults.fields === undefined ? undefined : query || undefined,
    refreshes: readRefresh(raw.refreshTtl, defaults),
    limit: readCount(raw.limit ?? 10, "limit"),
    offset: readCount(raw.offset ?? 0, "offset"),
  };
}

function readListing(raw: Raw): NamespaceListing {
  const conditions = ((raw.matchConditions ?? []) as unknown[]).map(readCondition);
  return {
    range: rangeUnder(leadingLabels(conditions)),
    conditions,
    maxDepth: raw.maxDepth === undefined || raw.maxDepth === null ? Infinity : readCount(raw.maxDepth, "maxDepth", 1),
    limit: readCount(raw.limit ?? 100, "limit"),
    offset: readCount(raw.offset ?? 0, "offset"),
  };
}

function readCondition(condition: unknown): MatchCondition {
  const { matchType, path } = (condition ?? {}) as Raw;
  if (matchType !== "prefix" && matchType !== "suffix")
    throw new SaverError(
      "OPERATION_UNKNOWN",
      `listNamespaces() matches by "prefix" or "suffix", not ${String(matchType)}`,
    );
  return { matchType, path: [...requireLabels(path, "listNamespaces()")] };
}

function readCount(count: unknown, name: string, least = 0): number {
  if (
    typeof count === "number" &&
    count >= least &&
    (Number.isInteger(count) || (name === "limit" && count === Infinity))
  )
    return count;
  throw new SaverError(
    "PAGE_INVALID",
    `${name} is ${typeof count === "number" ? count : typeof count}: pass a whole number from ${least} on`,
  );
}
