// What the store tests are made of: the subject that they are handed, a deterministic embedder, and calls with few words.
//
// The interface of BaseStore leaves much open. Where it does, a rule asks for what loses and leaks least:
// - A batch is carried out as if one operation followed the other, in the order given, and as a whole or not at all.
// - A put or a batch with a namespace that `BaseStore.put` would refuse is refused, whichever way it comes.
// - Keys and labels are text: case, accents, NUL and separators count. A lone surrogate is kept or refused, never changed.
// - A value that JSON cannot hold is refused, and what was there stays.
// - A filter compares by type and whole content; null is not missing; `$ne` is the opposite of `$eq`, so it finds items
//   without the key. `$gt` and its kin compare numbers with numbers and strings with strings, nothing else. What a store
//   cannot interpret (an unknown operator, undefined) finds nothing or is refused; it never finds more.
// - `listNamespaces` matches whole namespaces, then shortens to `maxDepth`, then drops repetitions, then pages.
// - Time to live is in minutes: `put(namespace, key, value, index, { ttl })`, as in PostgresStore, and Python's `ttl=`.
//   A read renews an item by its own time, not by the default, and is no update. What has expired is gone: putting the
//   key again makes a new item.
// - With a query, items without a vector follow those with one and have no score; pages run through both.
// - A vector of other length, not of finite numbers, or missing, is refused as a failing embedder is: nothing is stored.
import type { BaseStore, Item } from "@langchain/langgraph-checkpoint";
import type { GatedTest } from "../capabilities.ts";

export type StoreCapability =
  /** `passTime` is there. */
  | "clock"
  /** `open({ ttl })`, and `put` with `{ ttl }` as its fifth argument. */
  | "ttl"
  /** `open({ index })`, `put` with `index`, `search` with `query`. */
  | "semantic-search"
  /** Several fields of an item, each with its own vector; `a[*].b` names one for each element. */
  | "multi-field"
  /** The filter operators `$in` and `$nin`. */
  | "membership-filters"
  /** `reopen` is there. */
  | "reopen"
  /** `openBeside` is there. */
  | "two-instances"
  /** `batched` is there. */
  | "batched";

export interface StoreOptions {
  readonly index?: {
    readonly dims: number;
    /** One vector for each text. For documents and for queries. */
    embed(texts: string[]): Promise<number[][]>;
    readonly fields?: string[];
  };
  /** `defaultTtl` in minutes. */
  readonly ttl?: { readonly defaultTtl?: number; readonly refreshOnRead?: boolean };
}

export interface StoreSubject {
  /** A store over storage that nobody has written to, ready for use. */
  open(options?: StoreOptions): Promise<BaseStore>;
  /** Lets time go by, in milliseconds, for the stores of this subject: no waiting, the clock that they read is moved. */
  passTime?(ms: number): Promise<void>;
  /** Closes the store and opens one over the same storage, as after a new start of the program. */
  reopen?(store: BaseStore, options?: StoreOptions): Promise<BaseStore>;
  /** A second store over the storage of the first, which stays open. */
  openBeside?(store: BaseStore, options?: StoreOptions): Promise<BaseStore>;
  /** The store as a node of a graph gets it: in LangGraph's AsyncBatchedStore, started. */
  batched?(store: BaseStore): Promise<BaseStore>;
}

export type StoreTest = GatedTest<StoreSubject, StoreCapability>;

export const MINUTE = 60_000;

const ANIMALS = ["cat", "dog", "fish", "bird"];
export const DIMS = ANIMALS.length + 1;

/** How often each animal is named in the text; the last number is 1 when none is, so that no vector is zero. */
export function vectorOf(text: string): number[] {
  const counts = ANIMALS.map((animal) => text.split(animal).length - 1);
  return [...counts, counts.some((count) => count > 0) ? 0 : 1];
}

export const embed = async (texts: string[]): Promise<number[][]> => texts.map(vectorOf);

/** Indexing by `vectorOf`, of the field "text" unless other fields are named. */
export const indexed = (...fields: string[]): StoreOptions => ({
  index: { dims: DIMS, embed, fields: fields.length > 0 ? fields : ["text"] },
});

export const valueAt = async (store: BaseStore, namespace: string[], key: string): Promise<unknown> =>
  (await store.get(namespace, key))?.value;

export type SearchOptions = NonNullable<Parameters<BaseStore["search"]>[1]>;

export const keysOf = (items: readonly Item[]): string[] => items.map(({ key }) => key);

/** The keys found, sorted: without a query the order is the store's own. */
export const found = async (store: BaseStore, prefix: string[], options?: SearchOptions): Promise<string[]> =>
  keysOf(await store.search(prefix, { limit: 1_000, ...options })).toSorted();

/** The keys found, in the order of the store. */
export const ranked = async (store: BaseStore, query: string, options?: SearchOptions): Promise<string[]> =>
  keysOf(await store.search(["n"], { query, ...options }));

/** Every page of `size`, one after another, until one is not full. */
export async function pages<Row>(size: number, page: (limit: number, offset: number) => Promise<Row[]>) {
  const rows: Row[] = [];
  // A store that ignores the offset must not keep the test here for ever.
  for (let offset = 0; offset < 1_000; offset += size) {
    const next = await page(size, offset);
    rows.push(...next);
    if (next.length < size) break;
  }
  return rows;
}

/** Lists of labels as one text each, sorted, to be compared whatever their order. */
export const pathsOf = (namespaces: readonly string[][]): string[] =>
  namespaces.map((namespace) => JSON.stringify(namespace)).toSorted();

/** Puts values under `["n"]`, one after another. */
export async function putAll(store: BaseStore, values: Readonly<Record<string, Record<string, unknown>>>) {
  for (const [key, value] of Object.entries(values)) await store.put(["n"], key, value);
}

/** `put` with a time to live in minutes. */
export const putFor = (store: BaseStore, key: string, minutes: number): Promise<void> =>
  (store.put as (...args: unknown[]) => Promise<void>).call(store, ["n"], key, { text: "cat" }, undefined, {
    ttl: minutes,
  });

/** Settles whichever way `act` ends; says whether it was refused. */
export async function wasRefused(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return false;
  } catch {
    return true;
  }
}
