// The few ways in which a broken saver differs from the reference: what it is given, what it stores, what it gives back.
import type { RunnableConfig } from "@langchain/core/runnables";
import type {
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointTuple,
  PendingWrite,
} from "@langchain/langgraph-checkpoint";
import { ReferenceSaver, type Row, type Typed, type WriteRow } from "./reference-saver.ts";

/** Rule id → a saver that breaks it. */
export type BrokenSavers = Readonly<Record<string, typeof ReferenceSaver>>;

export interface PutCall {
  config: RunnableConfig;
  checkpoint: Checkpoint;
  metadata: CheckpointMetadata;
  newVersions: ChannelVersions;
}

export interface WritesCall {
  config: RunnableConfig;
  writes: PendingWrite[];
  task: string;
}

type Changing<Given> = (given: Given, saver: ReferenceSaver & { [state: string]: any }) => unknown;

/** Changes a copy of what put is given. */
export const putting = (change: Changing<PutCall>) =>
  class extends ReferenceSaver {
    override async put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: ChannelVersions,
    ) {
      const call: PutCall = { config, checkpoint: { ...checkpoint }, metadata: { ...metadata }, newVersions };
      await change(call, this as any);
      return super.put(call.config, call.checkpoint, call.metadata, call.newVersions);
    }
  };

/** Changes a copy of what putWrites is given. */
export const writing = (change: Changing<WritesCall>) =>
  class extends ReferenceSaver {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      const call: WritesCall = { config, writes: [...writes], task };
      await change(call, this as any);
      return super.putWrites(call.config, call.writes, call.task);
    }
  };

/** Changes what is read of a row, for getTuple and list alike. */
export const reading = (change: (tuple: CheckpointTuple, row: Row, saver: any) => unknown) =>
  class extends ReferenceSaver {
    protected override async tuple(row: Row) {
      const tuple = await super.tuple(row);
      await change(tuple, row, this);
      return tuple;
    }
  };

/** Changes what list is asked. */
export const asking = (
  change: (options: CheckpointListOptions, config: RunnableConfig) => CheckpointListOptions | RunnableConfig,
) =>
  class extends ReferenceSaver {
    override list(config: RunnableConfig, options: CheckpointListOptions = {}) {
      const changed = change(options, config);
      return "configurable" in changed
        ? super.list(changed, options)
        : super.list(config, changed as CheckpointListOptions);
    }
  };

/** Changes what list gives, all at once. */
export const listing = (
  change: (
    tuples: CheckpointTuple[],
    config: RunnableConfig,
    options: CheckpointListOptions,
    saver: ReferenceSaver,
  ) => CheckpointTuple[],
) =>
  class extends ReferenceSaver {
    override async *list(config: RunnableConfig, options: CheckpointListOptions = {}) {
      yield* change(await Array.fromAsync(super.list(config, options)), config, options, this);
    }
  };

export const filtering = (matches: (metadata: any, filter: Record<string, any>) => boolean) =>
  class extends ReferenceSaver {
    protected override matches(metadata: object, filter: Record<string, unknown>): boolean {
      return matches(metadata, filter);
    }
  };

/** Which rows there are to find, and in which order. */
export const ordering = (change: (rows: Row[], wanted: Record<string, any>, saver: ReferenceSaver) => Row[]) =>
  class extends ReferenceSaver {
    override newest(wanted: Record<string, any>): Row[] {
      return change(super.newest(wanted), wanted, this);
    }
  };

/** Changes each value before it is serialised. */
export const dumping = (change: (value: any) => unknown) =>
  class extends ReferenceSaver {
    protected override async dump(value: unknown): Promise<Typed> {
      return super.dump(change(value));
    }
  };

/** Changes each value after it was read. */
export const loading = (change: (value: any, typed: Typed) => unknown) =>
  class extends ReferenceSaver {
    protected override async load(typed: Typed): Promise<unknown> {
      return change(await super.load(typed), typed);
    }
  };

/** Changes where a call goes, for every call alike. */
export const renaming = (part: "thread_id" | "checkpoint_ns", change: (name: any) => unknown) => {
  const renamed = (config: RunnableConfig): RunnableConfig => {
    const { [part]: name, ...rest } = config.configurable ?? {};
    return { configurable: name === undefined ? rest : { ...rest, [part]: change(name) } };
  };
  return class extends ReferenceSaver {
    override getTuple(config: RunnableConfig) {
      return super.getTuple(renamed(config));
    }
    override list(config: RunnableConfig, options?: CheckpointListOptions) {
      return super.list(renamed(config), options);
    }
    override put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: ChannelVersions,
    ) {
      return super.put(renamed(config), checkpoint, metadata, newVersions);
    }
    override putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      return super.putWrites(renamed(config), writes, task);
    }
  };
};

/** Changes how a write is kept. */
export const saving = (change: (write: WriteRow, saver: ReferenceSaver) => WriteRow | undefined) =>
  class extends ReferenceSaver {
    protected override saveWrite(write: WriteRow): void {
      const changed = change(write, this);
      if (changed) super.saveWrite(changed);
    }
  };

/** What the parent that a call names holds; nothing where there is none. */
export async function parentValues(saver: ReferenceSaver, config: RunnableConfig): Promise<Record<string, any>> {
  const row = config.configurable?.checkpoint_id && saver.find(config);
  return row ? ((await saver.getTuple(config))?.checkpoint.channel_values ?? {}) : {};
}

export const onlyKeys = (values: Record<string, unknown>, keep: (key: string) => boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([key]) => keep(key)));

/** Every text in a value, changed. */
export function mapText(value: any, change: (text: string) => string): any {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapText(item, change));
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapText(item, change)]));
}

export const throughText = (value: unknown): unknown =>
  value instanceof Uint8Array ? new TextEncoder().encode(new TextDecoder().decode(value)) : value;

export const threadOf = (config: RunnableConfig): string => String(config.configurable?.thread_id);

/** One value for each version of a channel in a thread, as if versions never repeated: the first that came, or the last. */
export const byVersion = (wins: "first" | "last", isShared: (version: string | number) => boolean = () => true) =>
  class extends ReferenceSaver {
    readonly blobs = new Map<string, unknown>();
    #key = (thread: string, channel: string, version: unknown) => JSON.stringify([thread, channel, version]);

    override async put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: ChannelVersions,
    ) {
      for (const channel in newVersions) {
        const key = this.#key(threadOf(config), channel, newVersions[channel]);
        if (wins === "last" || !this.blobs.has(key)) this.blobs.set(key, checkpoint.channel_values[channel]);
      }
      return super.put(config, checkpoint, metadata, newVersions);
    }

    protected override async tuple(row: Row) {
      const tuple = await super.tuple(row);
      for (const [channel, version] of Object.entries(tuple.checkpoint.channel_versions)) {
        const key = this.#key(row.thread, channel, version);
        const value = this.blobs.get(key);
        if (isShared(version) && value !== undefined) tuple.checkpoint.channel_values[channel] = value;
      }
      return tuple;
    }
  };
