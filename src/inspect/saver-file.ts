// What can be asked of a saver's file, as types: rows, values, comparisons, queries. Plain data, so that a worker can answer
// with it; and nothing in it has a prototype or an accessor of whoever wrote the file.
import type { CheckpointRow } from "./read-checkpoints.ts";

/** Names one checkpoint. */
export interface CheckpointKey {
  readonly thread: string;
  /** "" for the graph itself. */
  readonly namespace: string;
  readonly id: string;
}

/** An open copy of the bytes. Nothing that is asked changes them. */
export interface SaverFile extends Disposable {
  /** Newest first. */
  checkpoints(): readonly CheckpointRow[];
  /** Throws NO_CHECKPOINT. */
  state(key: CheckpointKey): CheckpointState;
  /** Throws NO_CHECKPOINT. */
  compare(left: CheckpointKey, right: CheckpointKey): Comparison;
  /** One statement that reads. Throws QUERY_FAILED with SQLite's words, QUERY_WRITES for one that would change the file. */
  query(sql: string): QueryResult;
  growth(): readonly ThreadGrowth[];
}

/** A stored value as it can be shown: what its types were, and nothing that could run. */
export type ShownValue =
  | null
  | boolean
  | number
  | string
  | { readonly is: "list"; readonly items: readonly ShownValue[] }
  /** `type` is null for a plain object, else the name of what it was: "Map", "Set", "Date", "Document", … */
  | {
      readonly is: "object";
      readonly type: string | null;
      readonly entries: readonly (readonly [string, ShownValue])[];
    }
  | ShownMessage
  /** What has no value to show: undefined, bytes, another serializer's own. `text` says what it is, in words. */
  | { readonly is: "other"; readonly text: string };

export interface ShownMessage {
  readonly is: "message";
  /** "human", "ai", "system", "tool", or the type that it names. */
  readonly role: string;
  readonly id: string | null;
  /** Of a content in parts, the text parts. */
  readonly text: string;
  /** What it holds besides that is not empty: tool_calls, name, additional_kwargs, … */
  readonly more: readonly (readonly [string, ShownValue])[];
}

export interface CheckpointState {
  readonly key: CheckpointKey;
  /** State channels first, in their order in the file; then those of LangGraph's own. */
  readonly channels: readonly Channel[];
  readonly writes: readonly PendingWrite[];
  readonly createdAt: string | null;
}

export interface Channel {
  readonly name: string;
  /** LangGraph's own bookkeeping ("branch:to:…", "__start__", …), no part of the state that a node sees. */
  readonly internal: boolean;
  readonly version: string | number | null;
  /** As JSON in UTF-8, or the serializer's bytes. */
  readonly bytes: number;
  readonly value: ShownValue;
  /** The same as JSON text, for editing; null for what JSON cannot say. Messages are { id, type, content, … }. */
  readonly json: string | null;
}

export interface PendingWrite {
  readonly task: string;
  /** The node whose task it is, where the file tells. */
  readonly node: string | null;
  /** Where no task wrote it: whoever called the graph with a Command, or `updateState`. */
  readonly by?: "caller" | "update";
  readonly channel: string;
  readonly kind: "result" | "interrupt" | "error" | "resume" | "scheduled";
  readonly value: ShownValue;
}

export interface Comparison {
  readonly left: CheckpointKey;
  readonly right: CheckpointKey;
  /** Where their lineages meet: the last that both come from, or one of the two. Null: they have none in this file. */
  readonly ancestor: CheckpointKey | null;
  /** All channels of either, state first; those of LangGraph's own are marked. */
  readonly channels: readonly ChannelDiff[];
  /** Nodes whose super-steps lie between the ancestor (excluded) and the checkpoint (included), oldest first. */
  readonly ran: { readonly left: readonly string[]; readonly right: readonly string[] };
  /** What is next on each side. */
  readonly next: { readonly left: readonly string[]; readonly right: readonly string[] };
  /** Of all channel values. */
  readonly bytes: { readonly left: number; readonly right: number };
}

export interface ChannelDiff {
  readonly name: string;
  readonly internal: boolean;
  readonly change: "same" | "added" | "removed" | "changed";
  readonly left: ShownValue | null;
  readonly right: ShownValue | null;
  /** What differs inside; empty when the whole is added, removed or of another kind. Messages are matched by id. */
  readonly parts: readonly ValueDiff[];
  /** How many more differ inside, where they are too many to be listed; not there when all are. */
  readonly partsLeftOut?: number;
}

export interface ValueDiff {
  /** Keys of objects and indices of lists; of an element that was removed, its index on the left. */
  readonly path: readonly (string | number)[];
  readonly change: "added" | "removed" | "changed";
  readonly left: ShownValue | null;
  readonly right: ShownValue | null;
}

export interface QueryResult {
  readonly columns: readonly string[];
  /** At most `MOST_ROWS`; bytes are told as text, "x'…' (n bytes)". */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** There were more rows than are here. */
  readonly cut: boolean;
}

export interface ThreadGrowth {
  readonly thread: string;
  /** One per super-step of any namespace, oldest first. */
  readonly points: readonly GrowthPoint[];
  /** Bytes that would be free if all but the newest checkpoint of each namespace were pruned. */
  readonly pruneFrees: number;
}

export interface GrowthPoint {
  readonly key: CheckpointKey;
  readonly step: number | null;
  /** Up to and including this checkpoint: rows of its checkpoints, values and writes in this file. */
  readonly rows: number;
  /** What those rows hold: text and blobs, without SQLite's pages. */
  readonly bytes: number;
  /** What the same checkpoints would take if each held all its values, as MemorySaver keeps them. */
  readonly wholeBytes: number;
}
