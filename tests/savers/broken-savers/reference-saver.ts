// The plainest saver that keeps every rule of the contract: rows in two maps. Broken savers are made of it, each with one
// thing changed, so that what they break is broken by that and by nothing else.
import type { RunnableConfig } from "@langchain/core/runnables";
import {
  BaseCheckpointSaver,
  type ChannelVersions,
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type CheckpointPendingWrite,
  type CheckpointTuple,
  type PendingWrite,
  type SerializerProtocol,
  TASKS,
  WRITES_IDX_MAP,
  getCheckpointId,
  maxChannelVersion,
} from "@langchain/langgraph-checkpoint";
import { same } from "@forkpoint/conformance";
import type { Saver } from "../../../src/conformance/contracts/saver.ts";

export type Typed = readonly [type: string, bytes: Uint8Array];

export interface Place {
  readonly thread: string;
  readonly namespace: string;
  readonly id: string;
}

export interface Row extends Place {
  readonly parent: string | undefined;
  /** JSON of the checkpoint without its values. */
  readonly head: string;
  readonly values: readonly (readonly [channel: string, value: Typed])[];
  readonly metadata: readonly (readonly [key: string, value: Typed])[];
  /** Kept only for what later checkpoints need of it. */
  isPruned: boolean;
}

export interface WriteRow extends Place {
  readonly task: string;
  readonly index: number;
  readonly channel: string;
  readonly value: Typed;
}

export const CURRENT_VERSION = 2;

/** What outlives a saver. */
export class Storage {
  version = CURRENT_VERSION;
  readonly rows = new Map<string, Row>();
  readonly writes = new Map<string, WriteRow>();
}

export const keyOf = (...parts: unknown[]): string => JSON.stringify(parts);

export class ReferenceSaver extends BaseCheckpointSaver implements Saver {
  readonly storage: Storage;

  constructor(storage = new Storage(), serde?: SerializerProtocol) {
    super(serde);
    this.storage = storage;
    this.prepare(storage);
  }

  /** Version 1 knew nothing of pruning. */
  protected prepare(storage: Storage): void {
    if (storage.version > CURRENT_VERSION) throw new Error("a later version has written this storage");
    if (storage.version === 1) for (const row of storage.rows.values()) row.isPruned = false;
    storage.version = CURRENT_VERSION;
  }

  override async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const { thread_id: thread, checkpoint_ns: namespace = "" } = config.configurable ?? {};
    if (thread === undefined) return undefined;
    const id = getCheckpointId(config);
    const row = id ? this.storage.rows.get(keyOf(thread, namespace, id)) : this.newest({ thread, namespace })[0];
    return row && !row.isPruned ? this.tuple(row) : undefined;
  }

  override async *list(config: RunnableConfig, options: CheckpointListOptions = {}): AsyncGenerator<CheckpointTuple> {
    const { thread_id: thread, checkpoint_ns: namespace } = config.configurable ?? {};
    const id = getCheckpointId(config) || undefined;
    const before = options.before && getCheckpointId(options.before);
    let left = options.limit === undefined ? Infinity : Number(options.limit);
    for (const row of this.newest({ thread, namespace, id })) {
      if (before && row.id >= before) continue;
      if (!(left > 0)) return;
      if (!this.storage.rows.has(keyOf(row.thread, row.namespace, row.id))) continue;
      const tuple = await this.tuple(row);
      if (!this.matches(tuple.metadata ?? {}, options.filter ?? {})) continue;
      left -= 1;
      yield tuple;
    }
  }

  override async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    _newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const { thread, namespace, id: parent } = this.placeOf(config);
    const { channel_values: values, ...head } = checkpoint;
    const written = JSON.stringify(head);
    const [dumpedValues, dumpedMetadata] = await Promise.all([this.dumpAll(values), this.dumpAll(metadata)]);
    const key = keyOf(thread, namespace, checkpoint.id);
    this.storage.rows.set(key, {
      ...{ thread, namespace, id: checkpoint.id, parent, head: written },
      ...{ values: dumpedValues, metadata: dumpedMetadata, isPruned: false },
    });
    return configOf({ thread, namespace, id: checkpoint.id });
  }

  override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string): Promise<void> {
    const { id, ...scope } = this.placeOf(config);
    if (!id) throw new Error("putWrites needs a checkpoint id");
    const dumped = await Promise.all(
      writes.map(async ([channel, value], place) => {
        const index = Object.hasOwn(WRITES_IDX_MAP, channel) ? WRITES_IDX_MAP[channel]! : place;
        return { ...scope, id, task, index, channel, value: await this.dump(value) };
      }),
    );
    for (const write of dumped) this.saveWrite(write);
  }

  override async deleteThread(thread: string): Promise<void> {
    this.remove((row) => row.thread === thread);
  }

  async copyThread(from: string, to: string): Promise<void> {
    const { rows, writes } = this.storage;
    for (const row of [...rows.values()])
      if (row.thread === from) rows.set(keyOf(to, row.namespace, row.id), { ...row, thread: to });
    for (const write of [...writes.values()]) if (write.thread === from) this.saveWrite({ ...write, thread: to });
  }

  async prune(threads: string[], { strategy }: { strategy: "keep-latest" | "delete" }): Promise<void> {
    if (strategy === "delete") return this.remove((row) => threads.includes(row.thread));
    const kept = new Set<string>();
    for (const row of this.newest({})) {
      const scope = keyOf(row.thread, row.namespace);
      if (threads.includes(row.thread) && kept.has(scope)) row.isPruned = true;
      kept.add(scope);
    }
  }

  async deleteForRuns(runs: string[]): Promise<void> {
    const going = new Set<string>();
    for (const row of this.storage.rows.values()) {
      const { run_id: run } = Object.fromEntries(await this.loadAll(row.metadata));
      if (typeof run === "string" && runs.includes(run)) going.add(keyOf(row.thread, row.namespace, row.id));
    }
    this.remove(({ thread, namespace, id }) => going.has(keyOf(thread, namespace, id)));
  }

  override async getDeltaChannelHistory({ config, channels }: { config: RunnableConfig; channels: string[] }) {
    const histories = new Map(channels.map((channel) => [channel, { writes: [] as CheckpointPendingWrite[] }]));
    const open = new Set(channels);
    for (let row = this.parentOf(this.find(config)); row && open.size > 0; row = this.parentOf(row)) {
      const writes = await this.loadWrites(this.writesOf(row));
      const values = new Map(await this.loadAll(row.values));
      for (const channel of open) {
        const history = histories.get(channel)!;
        history.writes.unshift(...writes.filter((write) => write[1] === channel));
        if (!values.has(channel)) continue;
        Object.assign(history, { seed: values.get(channel) });
        open.delete(channel);
      }
    }
    return Object.fromEntries(histories);
  }

  /** Newest first, without what is pruned. */
  newest(wanted: Partial<Place>): Row[] {
    return [...this.storage.rows.values()]
      .filter(
        (row) =>
          !row.isPruned && (["thread", "namespace", "id"] as const).every((part) => fits(wanted[part], row[part])),
      )
      .sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** By task, then by place in the call. */
  writesOf({ thread, namespace, id }: Place): WriteRow[] {
    return [...this.storage.writes.values()]
      .filter((write) => write.thread === thread && write.namespace === namespace && write.id === id)
      .sort((a, b) => (a.task === b.task ? a.index - b.index : a.task < b.task ? -1 : 1));
  }

  find(config: RunnableConfig): Row | undefined {
    const { thread_id: thread, checkpoint_ns: namespace = "" } = config.configurable ?? {};
    return this.storage.rows.get(keyOf(thread, namespace, getCheckpointId(config)));
  }

  protected parentOf(row: Row | undefined): Row | undefined {
    return row?.parent === undefined ? undefined : this.storage.rows.get(keyOf(row.thread, row.namespace, row.parent));
  }

  protected async tuple(row: Row): Promise<CheckpointTuple> {
    const head = JSON.parse(row.head) as Omit<Checkpoint, "channel_values">;
    const writes = this.writesOf(row);
    const sends = head.v < 4 && row.parent !== undefined ? this.sendsTo(row) : undefined;
    const [values, metadata, pendingWrites] = await Promise.all([
      this.loadAll(row.values),
      this.loadAll(row.metadata),
      this.loadWrites(writes),
    ]);
    const checkpoint: Checkpoint = { ...head, channel_values: Object.fromEntries(values) };
    if (sends) {
      checkpoint.channel_values[TASKS] = await Promise.all(sends.map(({ value }) => this.load(value)));
      const versions = Object.values(head.channel_versions);
      checkpoint.channel_versions[TASKS] =
        versions.length > 0 ? maxChannelVersion(...versions) : this.getNextVersion(undefined);
    }
    const isChild = row.parent !== undefined && !this.parentOf(row)?.isPruned;
    return {
      config: configOf(row),
      checkpoint,
      metadata: Object.fromEntries(metadata) as CheckpointMetadata,
      pendingWrites,
      ...(isChild && { parentConfig: configOf({ ...row, id: row.parent! }) }),
    };
  }

  /** What the parent of a checkpoint older than format 4 sent to nodes. */
  protected sendsTo(row: Row): WriteRow[] {
    return this.writesOf({ ...row, id: row.parent! }).filter(({ channel }) => channel === TASKS);
  }

  protected matches(metadata: object, filter: Record<string, unknown>): boolean {
    const held = new Map<string, unknown>(Object.entries(metadata));
    return Object.entries(filter).every(
      ([key, value]) => value === undefined || (held.has(key) && same(held.get(key), value)),
    );
  }

  protected saveWrite(write: WriteRow): void {
    const key = keyOf(write.thread, write.namespace, write.id, write.task, write.index);
    if (write.index < 0 || !this.storage.writes.has(key)) this.storage.writes.set(key, write);
  }

  protected remove(isGoing: (row: Place) => boolean): void {
    for (const table of [this.storage.rows, this.storage.writes] as Map<string, Place>[])
      for (const [key, row] of table) if (isGoing(row)) table.delete(key);
  }

  protected async dump(value: unknown): Promise<Typed> {
    return this.serde.dumpsTyped(value instanceof Uint8Array ? value.slice() : value);
  }

  protected async load([type, bytes]: Typed): Promise<any> {
    return this.serde.loadsTyped(type, bytes.slice());
  }

  protected async dumpAll(record: object): Promise<[string, Typed][]> {
    return Promise.all(
      Object.entries(record).map(async ([key, value]): Promise<[string, Typed]> => [key, await this.dump(value)]),
    );
  }

  protected async loadAll(entries: readonly (readonly [string, Typed])[]): Promise<[string, any][]> {
    return Promise.all(entries.map(async ([key, value]): Promise<[string, any]> => [key, await this.load(value)]));
  }

  protected async loadWrites(writes: readonly WriteRow[]): Promise<CheckpointPendingWrite[]> {
    return Promise.all(
      writes.map(async ({ task, channel, value }): Promise<CheckpointPendingWrite> => [
        task,
        channel,
        await this.load(value),
      ]),
    );
  }

  protected placeOf(config: RunnableConfig): Omit<Place, "id"> & { id: string | undefined } {
    const { thread_id: thread, checkpoint_ns: namespace = "" } = config.configurable ?? {};
    if (typeof thread !== "string" || thread === "") throw new Error("a thread id is a string that is not empty");
    return { thread, namespace, id: getCheckpointId(config) || undefined };
  }
}

const fits = (wanted: unknown, held: unknown): boolean => wanted === undefined || wanted === held;

export const configOf = ({ thread, namespace, id }: Place): RunnableConfig => ({
  configurable: { thread_id: thread, checkpoint_ns: namespace, checkpoint_id: id },
});
