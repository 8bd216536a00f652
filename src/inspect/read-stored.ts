// Checkpoints as their rows hold them: heads taken apart, values only referred to. What is no checkpoint of a saver's in
// there gives empty parts, not errors; only text that is no JSON at all is refused.
import type { Database, SqlValue } from "sql.js";
import { joinHead, originalText } from "@forkpoint/savers/schema";
import { select } from "./open-database.ts";
import type { CheckpointKey } from "./saver-file.ts";

export interface StoredCheckpoint extends CheckpointKey {
  readonly parent: string | null;
  readonly step: number | null;
  readonly source: string | null;
  readonly createdAt: string | null;
  /** Channel → version. */
  readonly versions: Versions;
  /** Node → channel → the version that it last ran on. */
  readonly seen: ReadonlyMap<string, Versions>;
  /** Channel → what the column refs has for it, checked by nobody yet. */
  readonly refs: ReadonlyMap<string, unknown>;
  /** Namespace above → checkpoint, from the metadata. */
  readonly parents: Readonly<Record<string, string>>;
  /** Channels that are kept as changes → super-steps since the whole was last stored; from the metadata. */
  readonly deltas: ReadonlyMap<string, number>;
}

export type Versions = ReadonlyMap<string, number | string>;

/** Newest first. */
export function readStored(database: Database): StoredCheckpoint[] {
  return select(
    database,
    `SELECT s.thread_id, s.ns, c.id, c.parent, c.step, c.source, h.names, c.head, c.refs,
      CASE WHEN c.metadata_type IS NULL THEN c.metadata
        WHEN c.metadata_type = 'json' THEN CAST(c.metadata AS TEXT) END
      FROM checkpoints c JOIN scopes s USING (sid) LEFT JOIN shapes h USING (shape)
      ORDER BY c.id DESC, s.thread_id DESC, s.ns DESC`,
  ).map(([thread, namespace, id, parent, step, source, names, headText, refs, metadata]) => {
    const head = new Map(entriesOf(headOf(names, String(headText))));
    const createdAt = head.get("ts");
    return {
      thread: textOf(thread),
      namespace: textOf(namespace),
      id: textOf(id),
      parent: parent === null ? null : textOf(parent),
      step: typeof step === "number" ? step : null,
      source: typeof source === "string" ? source : null,
      createdAt: typeof createdAt === "string" ? createdAt : null,
      versions: versionsOf(head.get("channel_versions")),
      seen: new Map(entriesOf(head.get("versions_seen")).map(([node, versions]) => [node, versionsOf(versions)])),
      refs: new Map(entriesOf(JSON.parse(String(refs)))),
      ...fromMetadata(metadata),
    };
  });
}

/** The same text for equal keys, and for no others. */
export function keyText({ thread, namespace, id }: CheckpointKey): string {
  return JSON.stringify([thread, namespace, id]);
}

export function scopeText({ thread, namespace }: Omit<CheckpointKey, "id">): string {
  return JSON.stringify([thread, namespace]);
}

export function textOf(value: SqlValue | undefined): string {
  return originalText(String(value));
}

function headOf(names: SqlValue | undefined, head: string): unknown {
  const stored: unknown = JSON.parse(head);
  if (typeof names !== "string") return stored;
  try {
    return joinHead({ names, head });
  } catch {
    // Names and values that do not fit each other: not what a saver writes, so nothing is known of this head.
    return {};
  }
}

/** Nothing where a serializer of the caller's wrote the metadata, or somebody changed it by hand. */
function fromMetadata(metadata: SqlValue | undefined): Pick<StoredCheckpoint, "parents" | "deltas"> {
  const fields = new Map(entriesOf(typeof metadata === "string" ? parsed(metadata) : undefined));
  const parents = entriesOf(fields.get("parents")).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  // Of each the writes and the super-steps since the last snapshot.
  const deltas = entriesOf(fields.get("counters_since_delta_snapshot")).map(([channel, counters]): [string, number] => [
    channel,
    Array.isArray(counters) && typeof counters[1] === "number" ? counters[1] : 0,
  ]);
  return { parents: Object.fromEntries(parents), deltas: new Map(deltas) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function versionsOf(value: unknown): Versions {
  return new Map(
    entriesOf(value).filter((entry): entry is [string, number | string] =>
      ["number", "string"].includes(typeof entry[1]),
    ),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
