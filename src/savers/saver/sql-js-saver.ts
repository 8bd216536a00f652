// The saver: what LangGraph calls, turned into rows and back. SQLite must not be interrupted: what is asynchronous (a
// serializer of the caller's) comes before or after, and each call writes in one synchronous transaction.
import type { RunnableConfig } from "@langchain/core/runnables";
import { BaseCheckpointSaver, WRITES_IDX_MAP } from "@langchain/langgraph-checkpoint";
import type {
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointTuple,
  DeltaChannelHistory,
  PendingWrite,
  SerializerProtocol,
} from "@langchain/langgraph-checkpoint";
import type { Database as SqlJsDatabase } from "sql.js";
import { Database } from "../database/database.ts";
import type { SqliteDriver } from "../database/driver.ts";
import { SaverError } from "../errors.ts";
import { type OpenDatabaseOptions, openDatabase } from "../open-database.ts";
import { splitHead } from "../schema/head.ts";
import { prepareDatabase } from "../schema/migrate.ts";
import { FastSerializer } from "../serde/fast-serializer.ts";
import { findCheckpoint } from "./checkpoint-rows.ts";
import { type Stored, asTextSerializer, decode, encode, encodeNow } from "./codec.ts";
import * as read from "./config.ts";
import { copyThreadRows } from "./copy-thread.ts";
import { readDeltaHistory } from "./delta-history.ts";
import { matchesFilter } from "./filter.ts";
import { listKeys } from "./list-keys.ts";
import { type PruneOptions, deleteRuns, deleteThreadRows, findRuns, pruneThread, readPruneOptions } from "./prune.ts";
import { putCheckpoint } from "./put-checkpoint.ts";
import { readTuple } from "./read-tuple.ts";
import type { StoreValue } from "./refer-to-blobs.ts";
import { requireScopeRow } from "./scopes.ts";
import { type SaverStats, readStats } from "./stats.ts";
import { storeEncoded, storeValue } from "./store-value.ts";
import { saveWrite } from "./write-rows.ts";

export interface SaverOptions {
  /**
   * A `FastSerializer` if not given. Any other may give bytes of any kind (encrypted ones, say); then each value is stored as
   * these bytes, whole: lists are not stored as segments, and metadata is compared after decoding it.
   */
  readonly serde?: SerializerProtocol;
  /** What error messages call this database; "main" if not given. */
  readonly name?: string;
}

export interface OpenOptions extends SaverOptions, OpenDatabaseOptions {}

/** A checkpoint saver over one SQLite database. Forks keep their own values; see README.md for what is guaranteed. */
export class SqlJsSaver extends BaseCheckpointSaver {
  readonly name: string;
  /** Shared by every saver and store over the same SQLite database. */
  readonly database: Database;
  #state: "open" | "closed" = "open";
  #ownsDatabase = false;

  /** Over a database that stays the caller's: `close()` leaves it open. Creates our tables if it is empty. */
  constructor(database: Database | SqlJsDatabase | SqliteDriver, { serde, name }: SaverOptions = {}) {
    super(serde ?? new FastSerializer());
    this.database = database instanceof Database ? database : Database.over(database, name);
    this.name = name ?? this.database.name;
    prepareDatabase(this.database);
  }

  /** Over a database of its own, which `close()` frees. */
  static async open(options: OpenOptions = {}): Promise<SqlJsSaver> {
    const { serde } = options;
    const saver = new this(await openDatabase(options), serde && { serde });
    saver.#ownsDatabase = true;
    return saver;
  }

  /** The whole database as the bytes of a SQLite file: `open({ bytes })` reads them back. */
  export(): Uint8Array {
    return this.#open().export();
  }

  /** Every later call is refused with SAVER_CLOSED. Closing twice is no error. */
  close(): void {
    this.#state = "closed";
    if (this.#ownsDatabase) this.database.close();
  }

  /** Resolves when all that was saved is as durable as the database's journal makes it; at once where there is none. */
  async flush(): Promise<void> {
    await this.#open().settled();
  }

  /** What is stored, and what was asked of SQLite so far. */
  stats(): SaverStats {
    return readStats(this.#open());
  }

  override async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const database = this.#open();
    const threadId = read.readThreadId(config, "getTuple()");
    const namespace = read.readNamespace(config, "getTuple()") ?? "";
    const id = read.readCheckpointId(config, "getTuple()");
    // No thread, no checkpoint: LangGraph asks this way before the first step of a run, and expects no error.
    if (threadId === undefined) return undefined;
    const scope = { threadId, namespace };
    const stored = findCheckpoint(database, scope, id);
    return stored && readTuple(database, this, scope, stored);
  }

  /**
   * Newest first, also across threads. Of what is put or deleted while this is being read, what comes after the tuple that was
   * given last counts.
   */
  override async *list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    this.#open();
    const { filter = {}, before } = options ?? {};
    let left = read.readLimit(options?.limit);
    const query = {
      threadId: read.readThreadId(config, "list()"),
      namespace: read.readNamespace(config, "list()"),
      id: read.readCheckpointId(config, "list()"),
      before: read.readCheckpointId(before, "list({ before })"),
      filter,
    };
    if (left <= 0) return;
    const neighbour = { rows: new Map() };
    const hasFilter = Object.keys(filter).length > 0;
    for (const key of listKeys(() => this.#open(), query, hasFilter ? Infinity : left)) {
      const candidate = findCheckpoint(this.#open(), key, key.id);
      if (candidate === undefined) continue;
      if (hasFilter && !matchesFilter(await decode(this.serde, candidate.metadata), filter)) continue;
      // Read again: it may have been deleted while its metadata was being decoded.
      const stored = hasFilter ? findCheckpoint(this.#open(), key, key.id) : candidate;
      if (stored === undefined) continue;
      yield await readTuple(this.#open(), this, key, stored, neighbour);
      left -= 1;
      if (left <= 0) return;
    }
  }

  /** With the package's serializer the checkpoint is stored when this returns; the promise waits for the journal. */
  override async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    this.#open();
    const scope = read.requireScope(config, "put()");
    const id = read.requireCheckpointId(checkpoint.id, "put()");
    const parentId = read.readCheckpointId(config, "put()");
    // Up to the first await, so that what the caller changes after this call is not stored.
    const head = splitHead(checkpoint as unknown as Record<string, unknown>);
    const versions = { ...checkpoint.channel_versions };
    const changed = new Set(Object.keys(newVersions ?? versions));
    const step = typeof metadata?.step === "number" ? metadata.step : null;
    const source = typeof metadata?.source === "string" ? metadata.source : null;
    const prepared = this.#prepare(metadata, Object.entries(checkpoint.channel_values ?? {}));
    const { dumped, values } = prepared instanceof Promise ? await prepared : prepared;

    const database = this.#open();
    const named = parentId === id ? undefined : parentId;
    putCheckpoint(database, scope, {
      id,
      parentId: named,
      step,
      source,
      head,
      metadata: dumped,
      versions,
      changed,
      values,
    });
    await database.settled();
    return read.configOf(scope, id);
  }

  override async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string): Promise<void> {
    this.#open();
    const scope = read.requireScope(config, "putWrites()");
    const id = read.requireCheckpointId(read.readCheckpointId(config, "putWrites()"), "putWrites()");
    const task = read.requireTaskId(taskId);
    const own = asTextSerializer(this.serde);
    const channels = writes.map(([channel]) => channel);
    const values =
      own === undefined
        ? await Promise.all(writes.map(([, value]) => encode(this.serde, value)))
        : writes.map(([, value]) => encodeNow(own, value));

    const database = this.#open();
    // No writes make no thread.
    if (channels.length === 0) return;
    database.transaction(() => {
      const sid = requireScopeRow(database, scope);
      for (const [place, channel] of channels.entries()) {
        const special = specialIndex(channel);
        const write = { taskId: task, index: special ?? place, channel, value: values[place]! };
        saveWrite(database, sid, id, write, special !== undefined);
      }
    });
    await database.settled();
  }

  override async deleteThread(threadId: string): Promise<void> {
    const thread = read.requireThreadId(threadId, "deleteThread()");
    await this.#change((database) => deleteThreadRows(database, thread));
  }

  /**
   * Copies all checkpoints and writes of a thread, in all namespaces, to a thread that has none; ids and metadata stay the same.
   * An unknown thread is no error. Refused with THREAD_EXISTS if there is anything under the new name.
   */
  async copyThread(fromThreadId: string, toThreadId: string): Promise<void> {
    const from = read.requireThreadId(fromThreadId, "copyThread()");
    const to = read.requireThreadId(toThreadId, "copyThread()");
    await this.#change((database) => copyThreadRows(database, from, to));
  }

  /**
   * Removes old checkpoints of threads, or all. What stays is whole: values, pending writes, and the history of channels that
   * are stored as differences (of which stubs stay behind, that are neither listed nor found). A checkpoint whose parent went
   * gets the nearest ancestor that stayed as its parent, or none.
   */
  async prune(threadIds: readonly string[], options: PruneOptions = {}): Promise<void> {
    const threads = threadIds.map((threadId) => read.requireThreadId(threadId, "prune()"));
    const what = readPruneOptions(options);
    await this.#change((database) => {
      for (const thread of threads) pruneThread(database, thread, what);
    });
  }

  /** Removes the checkpoints whose metadata names one of these runs as `run_id`, with their writes, over all threads; as `prune`. */
  async deleteForRuns(runIds: readonly string[]): Promise<void> {
    if (runIds.length === 0) return;
    const runs = await findRuns(this.#open(), this.serde, new Set(runIds));
    await this.#change((database) => deleteRuns(database, runs));
  }

  /** One query for each 512 ancestors, one for all writes, one for all values: not one for each ancestor. */
  override async getDeltaChannelHistory(options: {
    config: RunnableConfig;
    channels: string[];
  }): Promise<Record<string, DeltaChannelHistory>> {
    const { config, channels } = options;
    const database = this.#open();
    const threadId = read.readThreadId(config, "getDeltaChannelHistory()");
    const namespace = read.readNamespace(config, "getDeltaChannelHistory()") ?? "";
    const id = read.readCheckpointId(config, "getDeltaChannelHistory()");
    const isAsked = threadId !== undefined && channels.length > 0;
    const checkpoint = isAsked ? findCheckpoint(database, { threadId, namespace }, id) : undefined;
    return readDeltaHistory(database, this.serde, checkpoint, channels);
  }

  /** With the package's own serializer at once, without copying; with another, all values before any is stored. */
  #prepare(metadata: CheckpointMetadata, values: readonly [string, unknown][]): Prepared | Promise<Prepared> {
    const own = asTextSerializer(this.serde);
    if (own === undefined) return this.#dumpAll(metadata, values);
    return {
      dumped: encodeNow(own, metadata),
      values: values.map(([channel, value]) => [channel, (before) => storeValue(this.database, own, value, before)]),
    };
  }

  async #dumpAll(metadata: CheckpointMetadata, values: readonly [string, unknown][]): Promise<Prepared> {
    const [dumped, ...dumpedValues] = await Promise.all(
      [metadata, ...values.map(([, value]) => value)].map((value) => encode(this.serde, value)),
    );
    return {
      dumped: dumped!,
      values: values.map(([channel], at) => [
        channel,
        (before) => storeEncoded(this.database, dumpedValues[at]!, before),
      ]),
    };
  }

  async #change(act: (database: Database) => void): Promise<void> {
    const database = this.#open();
    database.transaction(() => act(database));
    await database.settled();
  }

  #open(): Database {
    if (this.#state === "closed")
      throw new SaverError(
        "SAVER_CLOSED",
        `the saver of "${this.name}" was closed: open it again from what export() returned`,
      );
    return this.database;
  }
}

interface Prepared {
  readonly dumped: Stored;
  readonly values: readonly (readonly [channel: string, store: StoreValue])[];
}

/** `hasOwn`, because a channel may be called "constructor". */
function specialIndex(channel: string): number | undefined {
  return Object.hasOwn(WRITES_IDX_MAP, channel) ? WRITES_IDX_MAP[channel] : undefined;
}
