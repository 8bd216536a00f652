// From a file that LangGraph's own SqliteSaver wrote into one of our savers, checkpoint by checkpoint, through their
// serializers. What cannot be read is reported, thread by thread; nothing is half imported.
import type { Checkpoint, CheckpointMetadata, SerializerProtocol } from "@langchain/langgraph-checkpoint";
import type { SqlJsStatic } from "sql.js";
import type { SqliteDriver } from "../database/driver.ts";
import { sqlJsDriver } from "../database/sql-js-driver.ts";
import { SaverError } from "../errors.ts";
import type { SqlJsSaver } from "../saver/sql-js-saver.ts";
import { FastSerializer } from "../serde/fast-serializer.ts";
import { OfficialFile, type OfficialCheckpoint, type OfficialScope, type StoredValue } from "./official-file.ts";
import { parentsFirst } from "./parents-first.ts";
import { inPlaces } from "./places-of-writes.ts";

export interface ImportOptions {
  /** The serializer that the file was written with; LangGraph's own if not given. */
  readonly serde?: SerializerProtocol;
  /** sql.js, initialised, to read a file given as bytes. Needed where it cannot find its own .wasm file: in a browser, as a rule. */
  readonly sqlJs?: SqlJsStatic;
}

export interface ImportReport {
  /** How many of each are now in the saver. */
  readonly threads: number;
  readonly checkpoints: number;
  readonly writes: number;
  /** What is not: each checkpoint or write that the serializer could not read. Everything else is there. */
  readonly unreadable: readonly UnreadableRow[];
}

export interface UnreadableRow extends OfficialScope {
  readonly checkpointId: string;
  /** Of a write; not there when it is the checkpoint itself. */
  readonly taskId?: string;
  readonly channel?: string;
  readonly because: string;
}

/**
 * Copies every thread of a file of SqliteSaver (`@langchain/langgraph-checkpoint-sqlite`), which stays as it is.
 *
 * `from`: the bytes of the file, or a driver over it. Close the SqliteSaver first, or pass a driver: what is still in its
 * `-wal` file is not among the bytes. Ids, parents, metadata and the order of writes are kept; interrupted graphs can be
 * resumed on `into`.
 *
 * @throws SaverError IMPORT_UNKNOWN: the file is of another program; IMPORT_CONFLICT: a thread of the file is in `into`
 * already. In both cases nothing was written. IMPORT_STOPPED: `into` refused something (`cause` says what); the thread
 * that was being imported was removed again, the message says which are in.
 */
export async function importSqliteSaver(
  from: Uint8Array | SqliteDriver,
  into: SqlJsSaver,
  { serde = new FastSerializer(), sqlJs }: ImportOptions = {},
): Promise<ImportReport> {
  if (!(from instanceof Uint8Array)) return importFrom(new OfficialFile(from), into, serde);
  const library = sqlJs ?? (await (await import("sql.js")).default());
  const driver = sqlJsDriver(new library.Database(from));
  try {
    return await importFrom(new OfficialFile(driver), into, serde);
  } finally {
    driver.close();
  }
}

async function importFrom(file: OfficialFile, into: SqlJsSaver, serde: SerializerProtocol): Promise<ImportReport> {
  const threads = grouped(file.scopes(), ({ threadId }) => threadId);
  await requireNew(threads.keys(), into);

  const total = { threads: 0, checkpoints: 0, writes: 0, unreadable: [] as UnreadableRow[] };
  for (const [threadId, scopes] of threads) {
    try {
      for (const scope of scopes) await new ScopeImport(file, scope, into, serde, total).run();
    } catch (error) {
      await into.deleteThread(threadId);
      throw new SaverError(
        "IMPORT_STOPPED",
        `thread ${JSON.stringify(threadId)} could not be saved and was removed again; the ${total.threads} threads before it are in: ${String(error)}`,
        { cause: error },
      );
    }
    total.threads += 1;
  }
  await into.flush();
  return total;
}

async function requireNew(threadIds: Iterable<string>, into: SqlJsSaver): Promise<void> {
  for (const threadId of threadIds)
    for await (const _ of into.list({ configurable: { thread_id: threadId } }, { limit: 1 }))
      throw new SaverError(
        "IMPORT_CONFLICT",
        `thread ${JSON.stringify(threadId)} is in this saver already: import into another one, or delete the thread first`,
      );
}

/** One thread and namespace. */
class ScopeImport {
  readonly #file: OfficialFile;
  readonly #scope: OfficialScope;
  readonly #into: SqlJsSaver;
  readonly #serde: SerializerProtocol;
  readonly #total: { checkpoints: number; writes: number; unreadable: UnreadableRow[] };
  readonly #texts = new FastSerializer();
  readonly #imported = new Set<string>();
  #last: Checkpoint | undefined;

  constructor(
    file: OfficialFile,
    scope: OfficialScope,
    into: SqlJsSaver,
    serde: SerializerProtocol,
    total: { checkpoints: number; writes: number; unreadable: UnreadableRow[] },
  ) {
    this.#file = file;
    this.#scope = scope;
    this.#into = into;
    this.#serde = serde;
    this.#total = total;
  }

  async run(): Promise<void> {
    for (const id of parentsFirst(this.#file.lineage(this.#scope))) {
      const row = this.#file.checkpoint(this.#scope, id);
      if (row !== undefined) await this.#importCheckpoint(row);
    }
    for (const id of this.#file.checkpointsWithWrites(this.#scope)) await this.#importWrites(id);
  }

  async #importCheckpoint(row: OfficialCheckpoint): Promise<void> {
    const checkpoint = await this.#read<Checkpoint>(row.checkpoint, { checkpointId: row.id });
    if (checkpoint === undefined) return;
    const metadata = await this.#read<CheckpointMetadata>(row.metadata, { checkpointId: row.id });
    if (metadata === undefined) return;
    const whole = { ...checkpoint.value, id: row.id };
    const changed = this.#changedChannels(whole, await this.#importedParent(row));
    await this.#into.put(this.#configOf(row.parentId), whole, metadata.value, changed);
    this.#imported.add(row.id);
    this.#last = whole;
    this.#total.checkpoints += 1;
  }

  async #importWrites(id: string): Promise<void> {
    for (const [taskId, rows] of grouped(this.#file.writes(this.#scope, id), (row) => row.taskId)) {
      const writes: Parameters<typeof inPlaces>[0][number][] = [];
      for (const { index, channel, value } of rows) {
        const read = await this.#read(value, { checkpointId: id, taskId, channel });
        if (read !== undefined) writes.push({ index, write: [channel, read.value] });
      }
      await this.#into.putWrites(this.#configOf(id), inPlaces(writes), taskId);
      this.#total.writes += writes.length;
    }
  }

  /**
   * What `put` stores, the rest being shared with the parent. SqliteSaver stores every channel each time, so its file does
   * not say; a channel is taken as unchanged only if both its version and its value are.
   */
  #changedChannels(checkpoint: Checkpoint, parent: Checkpoint | undefined): Checkpoint["channel_versions"] {
    const before = entriesOf(parent?.channel_versions);
    const valuesBefore = entriesOf(parent?.channel_values);
    const values = entriesOf(checkpoint.channel_values);
    const changed = [...entriesOf(checkpoint.channel_versions)].filter(([channel, version]) => {
      if (before.get(channel) !== version) return true;
      return this.#texts.stringify(values.get(channel)) !== this.#texts.stringify(valuesBefore.get(channel));
    });
    return Object.fromEntries(changed);
  }

  /** As a rule the one imported just before. */
  async #importedParent({ parentId }: OfficialCheckpoint): Promise<Checkpoint | undefined> {
    if (parentId === undefined || !this.#imported.has(parentId)) return undefined;
    if (this.#last?.id === parentId) return this.#last;
    const { type, data } = this.#file.checkpoint(this.#scope, parentId)!.checkpoint;
    return (await this.#serde.loadsTyped(type, data)) as Checkpoint;
  }

  /** Undefined, and noted, where the serializer cannot. */
  async #read<Value>(
    { type, data }: StoredValue,
    where: Omit<UnreadableRow, keyof OfficialScope | "because">,
  ): Promise<{ value: Value } | undefined> {
    try {
      const value: unknown = await this.#serde.loadsTyped(type, data);
      const isCheckpoint = "taskId" in where || (typeof value === "object" && value !== null);
      if (isCheckpoint) return { value: value as Value };
      throw new TypeError(`not a checkpoint: ${typeof value}`);
    } catch (error) {
      this.#total.unreadable.push({ ...this.#scope, ...where, because: String(error) });
      return undefined;
    }
  }

  #configOf(checkpointId: string | undefined) {
    const { threadId, namespace } = this.#scope;
    return {
      configurable: {
        thread_id: threadId,
        checkpoint_ns: namespace,
        ...(checkpointId !== undefined && { checkpoint_id: checkpointId }),
      },
    };
  }
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** A Map, because a channel may be called "__proto__". */
const entriesOf = <Value>(record: Record<string, Value> | undefined): Map<string, Value> =>
  new Map(Object.entries(record ?? {}));
