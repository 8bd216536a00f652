// The rows of a saver's file as growth is counted: how large each is, and what needs what. Values themselves are not read.
import { type Ref, joinHead, originalText } from "@forkpoint/savers/schema";
import type { Database, SqlValue } from "sql.js";

export interface GrowthRows {
  /** A thread and a namespace each. */
  readonly scopes: readonly StoredScope[];
  readonly blobs: ReadonlyMap<number, { readonly bytes: number; readonly base: number | null }>;
  readonly shapes: ReadonlyMap<number, { readonly bytes: number }>;
}

export interface StoredScope {
  readonly thread: string;
  readonly namespace: string;
  /** By id. */
  readonly checkpoints: Map<string, StoredLine>;
  readonly stubs: Map<string, StoredLine>;
  /** Writes of checkpoints that are not stored: lines without a row. */
  readonly strayWrites: Map<string, StoredLine>;
}

export interface StoredLine {
  readonly id: string;
  /** Where to look for what ancestors left: a stub, or the parent. */
  readonly before: string | null;
  readonly beforeBytes: number;
  /** Texts and blobs of its row, those of `before` included. */
  readonly bytes: number;
  readonly shape: number | null;
  /** Null where it is not known. */
  readonly format: number | null;
  readonly refs: ReadonlyMap<string, Ref>;
  readonly writes: { readonly channel: string; readonly bytes: number }[];
  /** As MemorySaver keeps it: checkpoint, metadata and writes, but for the channel values themselves. */
  wholeBytes: number;
}

export function readGrowthRows(database: Database): GrowthRows {
  const scopes = new Map<SqlValue | undefined, StoredScope>();
  for (const [sid, thread, namespace] of select(database, "SELECT sid, thread_id, ns FROM scopes"))
    scopes.set(sid, {
      ...{ thread: textOf(thread), namespace: textOf(namespace) },
      ...{ checkpoints: new Map(), stubs: new Map(), strayWrites: new Map() },
    });
  readCheckpointLines(database, scopes);
  readStubs(database, scopes);
  readWrites(database, scopes);
  const blobs = select(database, `SELECT bid, base, ${sizeOf("type", "data")} FROM blobs`);
  const shapes = select(database, `SELECT shape, ${sizeOf("names")} FROM shapes`);
  return {
    scopes: [...scopes.values()],
    blobs: new Map(blobs.map(([bid, base, bytes]) => [Number(bid), { base: numberOf(base), bytes: Number(bytes) }])),
    shapes: new Map(shapes.map(([shape, bytes]) => [Number(shape), { bytes: Number(bytes) }])),
  };
}

/** The blobs behind these references, with all that they build on; those in `known` are left out, and added to it. */
export function reachableBlobs(blobs: GrowthRows["blobs"], refs: Iterable<Ref>, known: Set<number>): number[] {
  const found: number[] = [];
  for (const ref of refs)
    for (let at: Ref | null = ref; typeof at === "number" && !known.has(at); at = blobs.get(at)?.base ?? null) {
      if (!blobs.has(at)) break;
      known.add(at);
      found.push(at);
    }
  return found;
}

type Scopes = ReadonlyMap<SqlValue | undefined, StoredScope>;

function readCheckpointLines(database: Database, scopes: Scopes): void {
  const rows = select(
    database,
    `SELECT c.sid, c.id, c.parent, c.via, c.shape, h.names, c.head, c.refs,
      ${sizeOf("c.id", "c.source", "c.head", "c.refs", "c.metadata_type", "c.metadata")},
      ${sizeOf("c.parent", "c.via")}, ${sizeOf("c.metadata")}
      FROM checkpoints c LEFT JOIN shapes h USING (shape)`,
  );
  for (const [sid, rawId, parent, via, shape, names, head, refsJson, ownBytes, beforeBytes, metadataBytes] of rows) {
    const id = textOf(rawId);
    const refs = refsOf(refsJson);
    const fields = headOf(names, head);
    scopes.get(sid)?.checkpoints.set(id, {
      ...{ id, refs, writes: [], shape: numberOf(shape), format: typeof fields.v === "number" ? fields.v : null },
      ...{ before: textOrNull(via ?? parent), beforeBytes: Number(beforeBytes) },
      bytes: Number(ownBytes) + Number(beforeBytes),
      wholeBytes: wholeBytesBut(fields, id, [...refs.keys()]) + Number(metadataBytes),
    });
  }
}

function readStubs(database: Database, scopes: Scopes): void {
  for (const [sid, rawId, parent, refs, ownBytes, beforeBytes] of select(
    database,
    `SELECT sid, id, parent, refs, ${sizeOf("id", "refs")}, ${sizeOf("parent")} FROM stubs`,
  )) {
    const id = textOf(rawId);
    scopes.get(sid)?.stubs.set(id, {
      ...emptyLine(id),
      ...{ before: textOrNull(parent), beforeBytes: Number(beforeBytes), refs: refsOf(refs) },
      bytes: Number(ownBytes) + Number(beforeBytes),
    });
  }
}

function readWrites(database: Database, scopes: Scopes): void {
  for (const [sid, rawId, channel, bytes, valueBytes] of select(
    database,
    `SELECT sid, id, channel, ${sizeOf("id", "task", "channel", "type", "value")}, ${sizeOf("value")} FROM writes`,
  )) {
    const scope = scopes.get(sid);
    if (scope === undefined) continue;
    const id = textOf(rawId);
    const line = scope.checkpoints.get(id) ?? scope.stubs.get(id) ?? scope.strayWrites.get(id) ?? emptyLine(id);
    if (!scope.checkpoints.has(id) && !scope.stubs.has(id)) scope.strayWrites.set(id, line);
    line.writes.push({ channel: textOf(channel), bytes: Number(bytes) });
    line.wholeBytes += Number(valueBytes);
  }
}

function emptyLine(id: string): StoredLine {
  return {
    ...{ id, before: null, beforeBytes: 0, bytes: 0, shape: null, format: null, refs: new Map(), writes: [] },
    wholeBytes: 0,
  };
}

/** The JSON of a checkpoint, but for its channel values: their names, colons and commas are in it. */
function wholeBytesBut(fields: Record<string, unknown>, id: string, channels: readonly string[]): number {
  const names = channels.reduce((sum, channel) => sum + utf8Length(JSON.stringify(channel)) + ":".length, 0);
  return utf8Length(JSON.stringify({ ...fields, id, channel_values: {} })) + names + Math.max(0, channels.length - 1);
}

/** Of names and values that do not fit each other nothing is known: no saver writes them. */
function headOf(names: SqlValue | undefined, head: SqlValue | undefined): Record<string, unknown> {
  try {
    const fields: unknown = joinHead({ names: typeof names === "string" ? names : null, head: String(head) });
    return typeof fields === "object" && fields !== null ? (fields as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A map, because a channel may be called "__proto__". */
function refsOf(json: SqlValue | undefined): ReadonlyMap<string, Ref> {
  const refs: unknown = JSON.parse(String(json));
  if (typeof refs !== "object" || refs === null || Array.isArray(refs)) return new Map();
  return new Map(
    Object.entries(refs).filter((entry): entry is [string, Ref] => ["string", "number"].includes(typeof entry[1])),
  );
}

function sizeOf(...columns: string[]): string {
  return columns.map((column) => `coalesce(octet_length(${column}), 0)`).join(" + ");
}

function select(database: Database, sql: string): SqlValue[][] {
  return database.exec(sql)[0]?.values ?? [];
}

function textOf(value: SqlValue | undefined): string {
  return originalText(String(value));
}

function textOrNull(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : textOf(value);
}

function numberOf(value: SqlValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}

export const utf8Length = (text: string): number => new TextEncoder().encode(text).length;
