// What goes wrong only when calls overlap, when savers share storage, or when storage is opened again.
import type { RunnableConfig } from "@langchain/core/runnables";
import type { CheckpointTuple, PendingWrite, SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { CURRENT_VERSION, type Place, ReferenceSaver, Storage, keyOf } from "./reference-saver.ts";
import { type BrokenSavers, onlyKeys, threadOf } from "./breaking.ts";

type PutArguments = Parameters<ReferenceSaver["put"]>;
type WriteArguments = [config: RunnableConfig, writes: PendingWrite[], task: string];

const turn = () => new Promise((resolve) => setTimeout(resolve));

export const brokenSharing: BrokenSavers = {
  // Remembers for whom it works in a field.
  "concurrent/puts-and-writes": class extends ReferenceSaver {
    #config: RunnableConfig = {};
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      this.#config = config;
      await turn();
      return super.putWrites(this.#config, writes, task);
    }
  },
  "concurrent/threads-do-not-mix": class extends ReferenceSaver {
    #call: PutArguments | undefined;
    override async put(...call: PutArguments) {
      this.#call = call;
      await turn();
      const [config, , metadata, newVersions] = call;
      return super.put(config, { ...call[1], channel_values: this.#call[1].channel_values }, metadata, newVersions);
    }
  },
  // Reads all writes, waits, and writes all back.
  "concurrent/writes-of-many-tasks": class extends ReferenceSaver {
    override async putWrites(...call: WriteArguments) {
      const before = [...this.storage.writes];
      await turn();
      this.storage.writes.clear();
      for (const [key, write] of before) this.storage.writes.set(key, write);
      await super.putWrites(...call);
    }
  },
  "concurrent/writes-not-waited-for": class extends ReferenceSaver {
    override async putWrites(config: RunnableConfig, writes: PendingWrite[], task: string) {
      await turn();
      const [latest] = this.newest({ thread: threadOf(config) });
      const current = { configurable: { ...config.configurable, checkpoint_id: latest?.id } };
      return super.putWrites(latest ? current : config, writes, task);
    }
  },
  // Puts the row first and its values a moment later.
  "concurrent/put-and-delete": class extends ReferenceSaver {
    override async put(...[config, checkpoint, metadata, newVersions]: PutArguments) {
      const stored = await super.put(config, { ...checkpoint, channel_values: {} }, metadata, newVersions);
      await turn();
      const row = this.find(stored);
      if (!row) throw new Error("the checkpoint of these values is gone");
      return super.put(config, checkpoint, metadata, newVersions);
    }
  },
  "concurrent/readers-see-whole-checkpoints": class extends ReferenceSaver {
    override async put(
      config: RunnableConfig,
      ...[checkpoint, metadata, newVersions]: Parameters<ReferenceSaver["put"]> extends [unknown, ...infer Rest]
        ? Rest
        : never
    ) {
      const { thread_id: thread, checkpoint_ns: namespace = "" } = config.configurable!;
      const before = this.storage.rows.get(keyOf(thread, namespace, checkpoint.id));
      if (before) this.storage.rows.set(keyOf(thread, namespace, checkpoint.id), { ...before, values: [] });
      await turn();
      return super.put(config, checkpoint, metadata, newVersions);
    }
  },

  "two-instances/see-each-other": class extends ReferenceSaver {
    constructor(storage?: Storage, serde?: SerializerProtocol) {
      super(
        storage && Object.assign(new Storage(), { rows: new Map(storage.rows), writes: new Map(storage.writes) }),
        serde,
      );
    }
  },
  "two-instances/take-turns": class extends ReferenceSaver {
    readonly #latest = new Map<string, RunnableConfig>();
    override async put(...call: PutArguments) {
      const config = await super.put(...call);
      this.#latest.set(threadOf(config), config);
      return config;
    }
    override async getTuple(config: RunnableConfig) {
      return super.getTuple(
        config.configurable?.checkpoint_id ? config : (this.#latest.get(threadOf(config)) ?? config),
      );
    }
  },
  "two-instances/nothing-stale": class extends ReferenceSaver {
    readonly #known = new Map<string, CheckpointTuple | undefined>();
    override async getTuple(config: RunnableConfig) {
      const key = JSON.stringify(config.configurable);
      if (!this.#known.has(key)) this.#known.set(key, await super.getTuple(config));
      return this.#known.get(key);
    }
  },
  "two-instances/first-write-stays": class extends ReferenceSaver {
    readonly #done = new Set<string>();
    override async putWrites(...call: WriteArguments) {
      const key = JSON.stringify([call[0].configurable, call[2]]);
      if (this.#done.has(key)) return;
      this.#done.add(key);
      this.storage.writes.clear();
      return super.putWrites(...call);
    }
  },

  "reopen/everything-is-there": class extends ReferenceSaver {
    protected override prepare(storage: Storage) {
      for (const row of storage.rows.values()) Object.assign(row, { parent: undefined });
    }
  },
  "reopen/goes-on": class extends ReferenceSaver {
    readonly #isReopened = this.storage.rows.size > 0;
    override async put(...[config, checkpoint, metadata, newVersions]: PutArguments) {
      const changed = onlyKeys(checkpoint.channel_values, (name) => !this.#isReopened || name in newVersions);
      return super.put(config, { ...checkpoint, channel_values: changed }, metadata, newVersions);
    }
  },
  // Remembers in memory what is deleted.
  "reopen/deleted-stays-deleted": class extends ReferenceSaver {
    readonly #gone = new Set<string>();
    override async deleteThread(thread: string) {
      this.#gone.add(thread);
    }
    override newest(wanted: Partial<Place>) {
      return super.newest(wanted).filter(({ thread }) => !this.#gone.has(thread));
    }
  },
  "reopen/writes-before-their-checkpoint": class extends ReferenceSaver {
    protected override prepare({ rows, writes }: Storage) {
      for (const [key, { thread, namespace, id }] of writes)
        if (!rows.has(keyOf(thread, namespace, id))) writes.delete(key);
    }
  },
  "migration/older-storage-is-read": class extends ReferenceSaver {
    protected override prepare(storage: Storage) {
      if (storage.version < CURRENT_VERSION) storage.rows.clear();
    }
  },
  "migration/twice-is-once": class extends ReferenceSaver {
    protected override prepare(storage: Storage) {
      if (storage.version >= CURRENT_VERSION) return;
      for (const row of storage.rows.values())
        if (row.isPruned === undefined) row.isPruned = false;
        else Object.assign(row, { values: row.values.slice(1) });
    }
  },
  "migration/newer-storage-is-refused": class extends ReferenceSaver {
    protected override prepare() {}
  },
};
