// The saver: what LangGraph calls, turned into rows and back. Serializers may be asynchronous and SQLite must not be
// interrupted, so each call serialises first and then writes in one synchronous transaction.
import type { RunnableConfig } from "@langchain/core/runnables";
import { BaseCheckpointSaver, TASKS, WRITES_IDX_MAP, maxChannelVersion } from "@langchain/langgraph-checkpoint";
import type {
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointPendingWrite,
  CheckpointTuple,
  PendingWrite,
  SerializerProtocol,
} from "@langchain/langgraph-checkpoint";
import type { Database as SqlJsDatabase } from "sql.js";
import * as rows from "./checkpoint-rows.ts";
import type { StoredCheckpoint, Typed } from "./checkpoint-rows.ts";
import * as read from "./config.ts";
import { Database } from "../database/database.ts";
import type { SqliteDriver } from "../database/driver.ts";
import { SaverError } from "../errors.ts";
import { type OpenDatabaseOptions, openDatabase } from "../open-database.ts";
import { prepareDatabase } from "../schema/migrate.ts";
import { matchesFilter } from "./filter.ts";
import { referToBlobs } from "./refer-to-blobs.ts";

export interface SaverOptions {
  /** LangGraph's own if not given. */
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
    super(serde);
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

  override async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const database = this.#open();
    const threadId = read.readThreadId(config, "getTuple()");
    const namespace = read.readNamespace(config, "getTuple()") ?? "";
    const id = read.readCheckpointId(config, "getTuple()");
    // No thread, no checkpoint: LangGraph asks this way before the first step of a run, and expects no error.
    if (threadId === undefined) return undefined;
    const scope = { threadId, namespace };
    const stored =
      id === undefined ? rows.findLatestCheckpoint(database, scope) : rows.findCheckpoint(database, scope, id);
    return stored && this.#tuple(stored);
  }

  /** Newest first, also across threads. What is put or deleted while this is being read is not added and not shown. */
  override async *list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    const database = this.#open();
    const { filter, before } = options ?? {};
    let left = read.readLimit(options?.limit);
    const keys = rows.listKeys(database, {
      threadId: read.readThreadId(config, "list()"),
      namespace: read.readNamespace(config, "list()"),
      id: read.readCheckpointId(config, "list()"),
      before: read.readCheckpointId(before, "list({ before })"),
    });
    for (const key of keys) {
      if (left <= 0) return;
      const candidate = rows.findCheckpoint(this.#open(), key, key.id);
      if (candidate === undefined) continue;
      if (filter && !matchesFilter(await this.#load(candidate.metadata), filter)) continue;
      // Read again: it may have been deleted while its metadata was being decoded.
      const stored = rows.findCheckpoint(this.#open(), key, key.id);
      if (stored === undefined) continue;
      left -= 1;
      yield await this.#tuple(stored);
    }
  }

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
    const { channel_values: values, ...rest } = checkpoint;
    // Up to the first await, so that what the caller changes after this call is not stored.
    const head = JSON.stringify(rest);
    const versions = { ...checkpoint.channel_versions };
    const changed = new Set(Object.keys(newVersions ?? versions));
    const step = typeof metadata?.step === "number" ? metadata.step : null;
    const source = typeof metadata?.source === "string" ? metadata.source : null;
    const [dumpedMetadata, dumpedValues] = await Promise.all([
      this.#dump(metadata),
      Promise.all(
        Object.entries(values ?? {}).map(async ([channel, value]) => [channel, await this.#dump(value)] as const),
      ),
    ]);

    const database = this.#open();
    database.transaction(() => {
      const existing = rows.findCheckpoint(database, scope, id);
      // A checkpoint is never its own parent, and saving it again without naming its parent does not cut it off.
      const lineage = parentId === undefined || parentId === id ? existing?.parentId : parentId;
      const refs = referToBlobs(database, scope, lineage, { versions, changed, values: dumpedValues });
      rows.saveCheckpoint(
        database,
        { ...scope, id, parentId: lineage, head, refs, metadata: dumpedMetadata },
        { step, source },
      );
    });
    await database.settled();
    return read.configOf(scope, id);
  }

  override async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string): Promise<void> {
    this.#open();
    const scope = read.requireScope(config, "putWrites()");
    const id = read.requireCheckpointId(read.readCheckpointId(config, "putWrites()"), "putWrites()");
    const task = read.requireTaskId(taskId);
    const dumped = await Promise.all(
      writes.map(async ([channel, value], place) => {
        const special = specialIndex(channel);
        const write = { taskId: task, index: special ?? place, channel, value: await this.#dump(value) };
        return { write, replace: special !== undefined };
      }),
    );

    const database = this.#open();
    database.transaction(() => {
      for (const { write, replace } of dumped) rows.saveWrite(database, scope, id, write, replace);
    });
    await database.settled();
  }

  override async deleteThread(threadId: string): Promise<void> {
    const database = this.#open();
    const thread = read.requireThreadId(threadId, "deleteThread()");
    database.transaction(() => rows.deleteThreadRows(database, thread));
    await database.settled();
  }

  async #tuple(stored: StoredCheckpoint): Promise<CheckpointTuple> {
    // All rows before the first await, so that a tuple never mixes two states of the database.
    const database = this.#open();
    const storedValues = rows.readValues(database, stored);
    const storedWrites = rows.readWrites(database, stored, stored.id);
    const head = JSON.parse(stored.head) as Omit<Checkpoint, "channel_values">;
    const storedSends =
      head.v < 4 && stored.parentId !== undefined
        ? rows.readWrites(database, stored, stored.parentId, TASKS)
        : undefined;

    const [values, pendingWrites, metadata, sends] = await Promise.all([
      Promise.all(storedValues.map(async ([channel, value]) => [channel, await this.#load(value)] as const)),
      Promise.all(
        storedWrites.map(async ({ taskId, channel, value }): Promise<CheckpointPendingWrite> => [
          taskId,
          channel,
          await this.#load(value),
        ]),
      ),
      this.#load(stored.metadata) as Promise<CheckpointMetadata>,
      storedSends && Promise.all(storedSends.map(({ value }) => this.#load(value))),
    ]);
    // `fromEntries`, because assigning to a key named "__proto__" would set the prototype instead.
    const checkpoint: Checkpoint = { ...head, channel_values: Object.fromEntries(values) };
    if (sends !== undefined) this.#addPendingSends(checkpoint, sends);
    return {
      config: read.configOf(stored, stored.id),
      checkpoint,
      metadata,
      pendingWrites,
      ...(stored.parentId !== undefined && { parentConfig: read.configOf(stored, stored.parentId) }),
    };
  }

  /** Before format 4, what a step sent to nodes was kept among the parent's writes instead of in a channel. */
  #addPendingSends(checkpoint: Checkpoint, sends: unknown[]): void {
    const versions = Object.values(checkpoint.channel_versions ?? {});
    checkpoint.channel_values[TASKS] = sends;
    checkpoint.channel_versions = {
      ...checkpoint.channel_versions,
      [TASKS]: versions.length > 0 ? maxChannelVersion(...versions) : this.getNextVersion(undefined),
    };
  }

  async #dump(value: unknown): Promise<Typed> {
    // A serializer hands bytes back as they are; without a copy, a later change by the caller would reach the database.
    const [type, bytes] = await this.serde.dumpsTyped(value instanceof Uint8Array ? value.slice() : value);
    if (ArrayBuffer.isView(bytes)) return { type, bytes };
    throw new SaverError(
      "SERDE_NOT_BYTES",
      `the serializer's dumpsTyped() gave a ${typeof bytes} for type "${type}": it must give a Uint8Array`,
    );
  }

  #load({ type, bytes }: Typed): Promise<unknown> {
    return this.serde.loadsTyped(type, bytes);
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

/** `hasOwn`, because a channel may be called "constructor". */
function specialIndex(channel: string): number | undefined {
  return Object.hasOwn(WRITES_IDX_MAP, channel) ? WRITES_IDX_MAP[channel] : undefined;
}
