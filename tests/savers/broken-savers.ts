// Savers with one thing wrong each, named for the rule of the contract that must notice.
import type { RunnableConfig } from "@langchain/core/runnables";
import type {
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointTuple,
  PendingWrite,
} from "@langchain/langgraph-checkpoint";
import { SqlJsSaver } from "@forkpoint/savers";

type Versions = Record<string, number | string>;
const threadOf = (config: RunnableConfig): unknown => config.configurable?.thread_id;

class Open extends SqlJsSaver {
  async all(config: RunnableConfig = {}): Promise<CheckpointTuple[]> {
    return Array.fromAsync(super.list(config));
  }
}

export const brokenSavers: Readonly<Record<string, typeof Open>> = {
  "fork/keeps-both-branches": class extends Open {
    readonly #byVersion = new Map<string, unknown>();
    override async put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: Versions,
    ) {
      const channel_values = { ...checkpoint.channel_values };
      for (const channel in channel_values) {
        const key = JSON.stringify([threadOf(config), channel, checkpoint.channel_versions[channel]]);
        if (!this.#byVersion.has(key)) this.#byVersion.set(key, channel_values[channel]);
        channel_values[channel] = this.#byVersion.get(key);
      }
      return super.put(config, { ...checkpoint, channel_values }, metadata, newVersions);
    }
  },
  "fork/unchanged-channels-follow-the-parent": class extends Open {
    override async put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: Versions,
    ) {
      const latest =
        (await super.getTuple({ configurable: { thread_id: threadOf(config) } }))?.checkpoint.channel_values ?? {};
      const unchanged = Object.entries(latest).filter(([channel]) => !(channel in newVersions));
      const channel_values = { ...checkpoint.channel_values, ...Object.fromEntries(unchanged) };
      return super.put(config, { ...checkpoint, channel_values }, metadata, checkpoint.channel_versions);
    }
  },
  "get/latest-is-per-thread-and-namespace": class extends Open {
    override async getTuple(config: RunnableConfig) {
      return config.configurable?.checkpoint_id ? super.getTuple(config) : (await this.all())[0];
    }
  },
  "get/id-belongs-to-its-thread": class extends Open {
    override async getTuple(config: RunnableConfig) {
      const id: unknown = config.configurable?.checkpoint_id;
      return id ? (await this.all()).find((tuple) => tuple.checkpoint.id === id) : super.getTuple(config);
    }
  },
  "list/newest-first": class extends Open {
    override async *list(config: RunnableConfig, options?: CheckpointListOptions) {
      const tuples = await Array.fromAsync(super.list(config, options));
      yield* tuples.sort((a, b) => String(threadOf(a.config)).localeCompare(String(threadOf(b.config))));
    }
  },
  "list/limit-zero-is-none": class extends Open {
    override list(config: RunnableConfig, options?: CheckpointListOptions) {
      return super.list(config, { ...options, limit: options?.limit || undefined });
    }
  },
  "list/pages-visit-each-once": class extends Open {
    override async *list(config: RunnableConfig, { before, ...options }: CheckpointListOptions = {}) {
      if (before !== undefined) yield* super.list(before);
      yield* super.list(config, { ...options, before });
    }
  },
  "list/checkpoint-id-in-config": class extends Open {
    override list(config: RunnableConfig, options?: CheckpointListOptions) {
      return super.list({ configurable: { ...config.configurable, checkpoint_id: undefined } }, options);
    }
  },
  "list/filter-keys-are-literal": class extends Open {
    override async *list(config: RunnableConfig, { filter, ...options }: CheckpointListOptions = {}) {
      const at = (metadata: any, path: string): unknown =>
        path.split(".").reduce((value, key) => value?.[key], metadata);
      for await (const tuple of super.list(config, options))
        if (
          Object.entries(filter ?? {}).every(
            ([key, value]) => JSON.stringify(at(tuple.metadata, key)) === JSON.stringify(value),
          )
        )
          yield tuple;
    }
  },
  "list/filter-values-by-type": class extends Open {
    override async *list(config: RunnableConfig, { filter, ...options }: CheckpointListOptions = {}) {
      for await (const tuple of super.list(config, options))
        if (
          Object.entries(filter ?? {}).every(([key, value]) => String((tuple.metadata as any)[key]) === String(value))
        )
          yield tuple;
    }
  },
  "writes/first-one-stays": class extends Open {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      this.database.run("DELETE FROM writes WHERE task_id = ? AND idx >= 0", [task]);
      return super.putWrites(config, writes, task);
    }
  },
  "writes/special-ones-are-replaced": class extends Open {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      const tuple = await super.getTuple(config);
      if (!tuple?.pendingWrites?.some(([id]) => id === task)) await super.putWrites(config, writes, task);
    }
  },
  "writes/may-come-first": class extends Open {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      if (await super.getTuple(config)) await super.putWrites(config, writes, task);
    }
  },
  "writes/belong-to-one-checkpoint": class extends Open {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      await super.putWrites(config, writes, task);
      await super.putWrites({ configurable: { ...config.configurable, checkpoint_ns: "child" } }, writes, task);
    }
  },
  "writes/without-namespace": class extends Open {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      const namespace: unknown = config.configurable?.checkpoint_ns;
      return super.putWrites(
        { configurable: { ...config.configurable, checkpoint_ns: String(namespace) } },
        writes,
        task,
      );
    }
  },
  "writes/bytes-stay-bytes": class extends Open {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      const asText = (value: unknown): unknown =>
        value instanceof Uint8Array ? new TextEncoder().encode(new TextDecoder().decode(value)) : value;
      return super.putWrites(
        config,
        writes.map(([channel, value]): PendingWrite => [channel, asText(value)]),
        task,
      );
    }
  },
  "values/come-back-as-they-were": class extends Open {
    override async put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: Versions,
    ) {
      const held = Object.entries(checkpoint.channel_values).filter(([, value]) => Boolean(value));
      return super.put(config, { ...checkpoint, channel_values: Object.fromEntries(held) }, metadata, newVersions);
    }
  },
  "values/removed-channel-is-gone": class extends Open {
    override async getTuple(config: RunnableConfig) {
      const tuple = await super.getTuple(config);
      const parent = tuple?.parentConfig && (await super.getTuple(tuple.parentConfig));
      if (parent)
        tuple.checkpoint.channel_values = { ...parent.checkpoint.channel_values, ...tuple.checkpoint.channel_values };
      return tuple;
    }
  },
  "values/are-copies": class extends Open {
    readonly #given = new Map<string, Checkpoint>();
    override async put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: Versions,
    ) {
      this.#given.set(checkpoint.id, checkpoint);
      return super.put(config, checkpoint, metadata, newVersions);
    }
    override async getTuple(config: RunnableConfig) {
      const tuple = await super.getTuple(config);
      return tuple && { ...tuple, checkpoint: this.#given.get(tuple.checkpoint.id)! };
    }
  },
  "values/any-channel-name": class extends Open {
    override async getTuple(config: RunnableConfig) {
      const tuple = await super.getTuple(config);
      const channel_values: Record<string, unknown> = {};
      for (const [channel, value] of Object.entries(tuple?.checkpoint.channel_values ?? {}))
        channel_values[channel] = value;
      return tuple && { ...tuple, checkpoint: { ...tuple.checkpoint, channel_values } };
    }
  },
  "put/same-id-replaces": class extends Open {
    override async put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: Versions,
    ) {
      const own = { configurable: { ...config.configurable, checkpoint_id: checkpoint.id } };
      return (await super.getTuple(own)) ? own : super.put(config, checkpoint, metadata, newVersions);
    }
  },
  "put/thread-id-must-be-a-string": class extends Open {
    override async put(
      config: RunnableConfig,
      checkpoint: Checkpoint,
      metadata: CheckpointMetadata,
      newVersions: Versions,
    ) {
      const thread = { configurable: { ...config.configurable, thread_id: `thread ${String(threadOf(config))}` } };
      return super.put(thread, checkpoint, metadata, newVersions);
    }
  },
  "delete/exactly-that-thread": class extends Open {
    override async deleteThread(thread: string) {
      for (const table of ["checkpoints", "blobs", "writes"])
        this.database.run(`DELETE FROM ${table} WHERE thread_id LIKE ? || '%'`, [thread]);
    }
  },
  "delete/everything-of-it": class extends Open {
    override async deleteThread(thread: string) {
      for (const table of ["checkpoints", "blobs"])
        this.database.run(`DELETE FROM ${table} WHERE thread_id = ?`, [thread]);
    }
  },
  "delete/unknown-thread": class extends Open {
    override async deleteThread(thread: string) {
      if ((await this.all({ configurable: { thread_id: thread } })).length === 0) throw new Error("no such thread");
      await super.deleteThread(thread);
    }
  },
  "legacy/sends-per-thread-and-namespace": class extends Open {
    override async getTuple(config: RunnableConfig) {
      const tuple = await super.getTuple(config);
      const others = await this.all({ configurable: { thread_id: threadOf(config) } });
      const sends = others.flatMap(({ pendingWrites }) => (pendingWrites ?? []).map(([, , value]) => value));
      if (tuple?.parentConfig && tuple.checkpoint.v < 4) tuple.checkpoint.channel_values.__pregel_tasks = sends;
      return tuple;
    }
  },
};
