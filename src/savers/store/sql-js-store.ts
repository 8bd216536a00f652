// The store: what LangGraph calls, turned into rows and back. Embeddings are asynchronous and SQLite must not be interrupted,
// so a batch embeds first and then does everything in one synchronous transaction.
import { BaseStore } from "@langchain/langgraph-checkpoint";
import type { Item, Operation, OperationResults, SearchItem } from "@langchain/langgraph-checkpoint";
import type { Database as SqlJsDatabase } from "sql.js";
import { Database } from "../database/database.ts";
import type { SqliteDriver } from "../database/driver.ts";
import { SaverError } from "../errors.ts";
import { openDatabase } from "../open-database.ts";
import { prepareDatabase } from "../schema/migrate.ts";
import { type EmbeddedTexts, Embedder } from "./embedder.ts";
import { findItem, itemOf, putItem, refreshItems, removeItem, sweepItems, type Address } from "./item-rows.ts";
import { listNamespaces } from "./list-namespaces.ts";
import { type Defaults, readOperation, type Step, ttlInMs } from "./operations.ts";
import { searchItems } from "./search-items.ts";
import type {
  OpenStoreOptions,
  PutOptions,
  ReadOptions,
  StoreOptions,
  StoreStats,
  TimedPutOperation,
} from "./store-options.ts";
import { VectorIndex } from "./vector-index.ts";
import { WriteOrder } from "./write-order.ts";

/** The most expired items that a write removes by the way, so that no put is slow after a quiet night. */
const SWEPT_BY_A_WRITE = 1_000;
const NOTHING_EMBEDDED: EmbeddedTexts = { ofDocuments: new Map(), ofQueries: new Map() };

/**
 * A store over one SQLite database, which it may share with savers and other stores.
 *
 * A batch is carried out as if one operation followed the other, in the order given, and as a whole or not at all. Of two
 * writes to one item, the one that was called later wins, however long its or the other's embeddings take. Without a query,
 * `search` gives what was written last first; with one, the best first, then what has no vector. Expired items are invisible
 * at once; each batch that writes removes up to 1,000 of them from the file, and `sweepExpiredItems` all.
 */
export class SqlJsStore extends BaseStore {
  /** Shared by every saver and store over the same SQLite database. */
  readonly database: Database;
  readonly #embedder: Embedder | undefined;
  readonly #defaults: Defaults;
  readonly #now: () => number;
  readonly #vectors: VectorIndex;
  readonly #order: WriteOrder;
  #state: "open" | "closed" = "open";
  #ownsDatabase = false;

  /** Over a database that stays the caller's: `close()` leaves it open. Creates our tables if it is empty. */
  constructor(database: Database | SqlJsDatabase | SqliteDriver, options: StoreOptions = {}) {
    super();
    const { index, ttl = {}, now = Date.now, name } = options;
    this.#embedder = index && new Embedder(index);
    this.#defaults = {
      fields: this.#embedder?.fields,
      ttlMs: ttlInMs(ttl.defaultTtl ?? null),
      refreshOnRead: ttl.refreshOnRead ?? true,
    };
    this.#now = now;
    this.database = database instanceof Database ? database : Database.over(database, name);
    prepareDatabase(this.database);
    this.#vectors = VectorIndex.of(this.database);
    this.#order = WriteOrder.of(this.database);
    if (this.#embedder !== undefined) this.#vectors.requireDims(this.#embedder.dims);
  }

  /** Over a database of its own, which `close()` frees. */
  static async open(options: OpenStoreOptions = {}): Promise<SqlJsStore> {
    const { index, ttl, now } = options;
    const database = await openDatabase(options);
    try {
      const store = new this(database, { index, ttl, now });
      store.#ownsDatabase = true;
      return store;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
    this.#open();
    const steps = Array.from(operations as readonly unknown[], (each) => readOperation(each, this.#defaults));
    const results = steps.some(isWrite) ? await this.#write(steps) : await this.#read(steps);
    return results as OperationResults<Op>;
  }

  override async get(namespace: string[], key: string, options: ReadOptions = {}): Promise<Item | null> {
    const [item] = await this.batch([{ namespace, key, ...options }]);
    return item ?? null;
  }

  /**
   * Items of the namespace and of those under it, at most `limit` (10) after the first `offset` (0).
   *
   * `filter` holds conditions on top-level keys of the value, all of which must be met: `{ key: value }`, equal by type and
   * content (1 is not "1", objects whatever the order of their keys), or `{ key: { $gt: 1, … } }` with $eq, $ne, $gt, $gte, $lt,
   * $lte, $in, $nin. Numbers are compared with numbers and strings with strings, by code units; nothing else has an order. A
   * missing key is not null: it meets $ne and $nin alone. What cannot be understood is refused with FILTER_INVALID.
   *
   * `score` is the cosine similarity of the query and the item's best field, from -1 to 1; items without a vector have none.
   */
  override async search(
    namespacePrefix: string[],
    options: NonNullable<Parameters<BaseStore["search"]>[1]> & ReadOptions = {},
  ): Promise<SearchItem[]> {
    const [items] = await this.batch([{ ...options, namespacePrefix }]);
    return items!;
  }

  /** `index` and `options` hold for this value of this item only: the next `put` says anew. */
  override async put(
    namespace: string[],
    key: string,
    value: Record<string, any>,
    index?: false | string[],
    options: PutOptions = {},
  ): Promise<void> {
    // Null would delete the item: that has a method of its own.
    const operation: TimedPutOperation = { namespace, key, value: value ?? undefined, index, ...options };
    await this.batch([operation]);
  }

  /** Removes everything that has expired; says how much that was. */
  async sweepExpiredItems(): Promise<number> {
    const database = this.#open();
    const swept = this.#vectors.transaction(() => this.#sweep(Infinity));
    if (swept > 0) await database.settled();
    return swept;
  }

  stats(): StoreStats {
    const now = this.#time();
    const [items, expired, vectors] = this.#open().row(
      "SELECT count(*) FILTER (WHERE expires_at IS NULL OR expires_at > ?), count(*) FILTER (WHERE expires_at <= ?), (SELECT count(*) FROM vectors) FROM items",
      [now, now],
    ) as [number, number, number];
    return { items, expired, vectors, vectorBytesInMemory: this.#vectors.matrix?.bytes ?? 0 };
  }

  /** Resolves when all that was put is as durable as the database's journal makes it; at once where there is none. */
  async flush(): Promise<void> {
    await this.#open().settled();
  }

  /** The whole database as the bytes of a SQLite file: `open({ bytes })` reads them back. */
  export(): Uint8Array {
    return this.#open().export();
  }

  /** There is nothing to end, no timer runs: waits as `flush()` does, and the store can be used on. */
  override async stop(): Promise<void> {
    if (this.#state === "open") await this.flush();
  }

  /** Every later call is refused with SAVER_CLOSED. Closing twice is no error. */
  close(): void {
    this.#state = "closed";
    if (this.#ownsDatabase) this.database.close();
  }

  async #read(steps: readonly Step[]): Promise<unknown[]> {
    const embedded = needsEmbedding(steps) ? await this.#embed(steps) : NOTHING_EMBEDDED;
    const database = this.#open();
    const act = () => steps.map((step) => this.#carryOut(step, embedded));
    if (steps.some(isRanked)) return this.#vectors.transaction(act);
    // A search is several statements, between which another process may write; a get is one.
    const isOneStatement = steps.length === 1 && steps[0]!.kind !== "search";
    return isOneStatement ? act() : database.transaction(act);
  }

  async #write(steps: readonly Step[]): Promise<unknown[]> {
    const turn = this.#order.begin();
    const written: string[] = [];
    let results: unknown[];
    try {
      // Without a wait where there is nothing to wait for: such a write is done before the call returns.
      const embedded = needsEmbedding(steps) ? await this.#embed(steps) : NOTHING_EMBEDDED;
      results = this.#commit(steps, embedded, turn);
      written.push(...steps.flatMap((step) => writtenAddress(step) ?? []));
    } finally {
      this.#order.end(turn, written);
    }
    await this.database.settled();
    return results;
  }

  #commit(steps: readonly Step[], embedded: EmbeddedTexts, turn: number): unknown[] {
    this.#open();
    return this.#vectors.transaction(() => {
      this.#sweep(SWEPT_BY_A_WRITE);
      return steps.map((step) => {
        const address = writtenAddress(step);
        const isLate = address !== undefined && this.#order.isLate(turn, address);
        return isLate ? undefined : this.#carryOut(step, embedded);
      });
    });
  }

  #carryOut(step: Step, { ofDocuments, ofQueries }: EmbeddedTexts): unknown {
    const database = this.database;
    const now = this.#time();
    switch (step.kind) {
      case "get": {
        const row = findItem(database, step.address, now);
        if (row === undefined) return null;
        if (step.refreshes) refreshItems(database, [row], now);
        return itemOf(row);
      }
      case "put": {
        const { id, replaced } = putItem(database, step.item, now);
        if (replaced !== undefined) this.#vectors.removed(replaced);
        const vectors = step.texts.map(({ field, part, text }) => ({ field, part, vector: ofDocuments.get(text)! }));
        this.#vectors.add(id, step.item.namespace, vectors);
        return undefined;
      }
      case "delete": {
        const removed = removeItem(database, step.address);
        if (removed !== undefined) this.#vectors.removed(removed.id);
        return undefined;
      }
      case "search": {
        const { query } = step.search;
        const queryVector = query === undefined ? undefined : ofQueries.get(query);
        return searchItems(database, this.#vectors, step.search, { queryVector, now });
      }
      case "list":
        return listNamespaces(database, step.listing, now);
    }
  }

  async #embed(steps: readonly Step[]): Promise<EmbeddedTexts> {
    const documents = steps.flatMap((step) => (step.kind === "put" ? step.texts.map(({ text }) => text) : []));
    const queries = steps.flatMap((step) => (step.kind === "search" ? (step.search.query ?? []) : []));
    return this.#embedder!.embed(new Set(documents), new Set(queries));
  }

  #sweep(atMost: number): number {
    const swept = sweepItems(this.database, this.#time(), atMost);
    for (const id of swept) this.#vectors.removed(id);
    return swept.length;
  }

  #time(): number {
    return Math.floor(this.#now());
  }

  #open(): Database {
    if (this.#state === "open") return this.database;
    throw new SaverError("SAVER_CLOSED", "the store was closed: open it again to use it");
  }
}

const isWrite = ({ kind }: Step): boolean => kind === "put" || kind === "delete";

const isRanked = (step: Step): boolean => step.kind === "search" && step.search.query !== undefined;

const needsEmbedding = (steps: readonly Step[]): boolean =>
  steps.some((step) => isRanked(step) || (step.kind === "put" && step.texts.length > 0));

/** No stored text holds NUL, so no two addresses are one text. */
function writtenAddress(step: Step): string | undefined {
  if (step.kind === "put") return addressText(step.item);
  return step.kind === "delete" ? addressText(step.address) : undefined;
}

function addressText({ namespace, key }: Address): string {
  return `${namespace}\0${key}`;
}
