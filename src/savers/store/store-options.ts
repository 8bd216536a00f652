// What callers pass to the store beyond what BaseStore names, and what it tells about itself.
import type { PutOperation } from "@langchain/langgraph-checkpoint";
import type { OpenDatabaseOptions } from "../open-database.ts";
import type { IndexOptions } from "./embedder.ts";

export interface TtlOptions {
  /** Minutes that an item lives where `put` does not say; for ever if not given. */
  readonly defaultTtl?: number | null;
  /** Whether `get` and `search` begin the time of what they return anew, which is a write; true if not given. */
  readonly refreshOnRead?: boolean;
}

export interface StoreOptions {
  /** For `search({ query })`. Without it, nothing is embedded and queries are ignored. */
  readonly index?: IndexOptions;
  readonly ttl?: TtlOptions;
  /** Milliseconds since 1970; `Date.now` if not given. For tests that let time go by. */
  readonly now?: () => number;
  /** What error messages call this database; "main" if not given. */
  readonly name?: string;
}

export interface OpenStoreOptions extends StoreOptions, OpenDatabaseOptions {}

export interface PutOptions {
  /** Minutes that the item lives; null for ever. The store's default if not given. */
  readonly ttl?: number | null;
}

export interface ReadOptions {
  /** Whether this read begins the time of what it returns anew; the store's default if not given. */
  readonly refreshTtl?: boolean;
}

/** A put in a `batch`, with a time to live. */
export interface TimedPutOperation extends PutOperation, PutOptions {}

export interface StoreStats {
  /** Items that have not expired, */
  readonly items: number;
  /** and those that have and are not swept yet. */
  readonly expired: number;
  readonly vectors: number;
  /** Bytes of the vectors that are held in memory, from the first query on. */
  readonly vectorBytesInMemory: number;
}
