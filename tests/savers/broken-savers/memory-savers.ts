// MemorySavers with one thing wrong each: mistakes that a first saver of one's own is likely to have. LangGraph's validation
// suite lets some of them through; which, is pinned in broken-savers-official.test.ts.
import type { RunnableConfig } from "@langchain/core/runnables";
import {
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type CheckpointTuple,
  MemorySaver,
  type PendingWrite,
} from "@langchain/langgraph-checkpoint";

type WriteArguments = [config: RunnableConfig, writes: PendingWrite[], task: string];
type PutArguments = [config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata];

const placed = (config: RunnableConfig, change: Record<string, unknown>): RunnableConfig => ({
  ...config,
  configurable: { ...config.configurable, ...change },
});
const threadOf = (config: RunnableConfig): string => config.configurable?.thread_id;
const namespaceOf = (config: RunnableConfig): string => config.configurable?.checkpoint_ns ?? "";
const idOf = (config: RunnableConfig): string | undefined => config.configurable?.checkpoint_id;

const asking = (change: (options: CheckpointListOptions) => CheckpointListOptions) =>
  class extends MemorySaver {
    override list(config: RunnableConfig, options: CheckpointListOptions = {}) {
      return super.list(config, change(options));
    }
  };

const getting = (change: (tuple: CheckpointTuple) => CheckpointTuple) =>
  class extends MemorySaver {
    override async getTuple(config: RunnableConfig) {
      const tuple = await super.getTuple(config);
      return tuple && change(tuple);
    }
  };

const listing = (change: (tuples: CheckpointTuple[]) => CheckpointTuple[]) =>
  class extends MemorySaver {
    override async *list(config: RunnableConfig, options?: CheckpointListOptions) {
      yield* change(await Array.fromAsync(super.list(config, options)));
    }
  };

/** Whoever was told that it is done never hears that it failed. */
const later = (act: () => Promise<unknown>): void => void setTimeout(() => void act().catch(() => undefined), 5);

export const brokenMemorySavers: Readonly<Record<string, typeof MemorySaver>> = {
  "gives the oldest as the latest": class extends MemorySaver {
    override async getTuple(config: RunnableConfig) {
      if (idOf(config)) return super.getTuple(config);
      const all = await Array.fromAsync(this.list(placed(config, { checkpoint_ns: namespaceOf(config) })));
      return all.at(-1);
    }
  },
  "forgets the parent": getting((tuple) => ({ ...tuple, parentConfig: undefined })),
  "forgets pending writes": getting((tuple) => ({ ...tuple, pendingWrites: [] })),
  "lists without regard to before": asking((options) => ({ ...options, before: undefined })),
  "lists without regard to limit": asking((options) => ({ ...options, limit: undefined })),
  "lists without regard to filter": asking((options) => ({ ...options, filter: undefined })),
  "lists the oldest first": listing((tuples) => tuples.reverse()),
  "knows only one namespace": class extends MemorySaver {
    override getTuple(config: RunnableConfig) {
      return super.getTuple(placed(config, { checkpoint_ns: "" }));
    }
    override async put(...[config, checkpoint, metadata]: PutArguments) {
      const stored = await super.put(placed(config, { checkpoint_ns: "" }), checkpoint, metadata);
      return placed(stored, { checkpoint_ns: namespaceOf(config) });
    }
    override putWrites(...[config, writes, task]: WriteArguments) {
      return super.putWrites(placed(config, { checkpoint_ns: "" }), writes, task);
    }
  },
  "deletes the graph's own namespace only": class extends MemorySaver {
    override async deleteThread(thread: string) {
      if (this.storage[thread]) delete this.storage[thread][""];
    }
  },
  "deletes checkpoints and leaves their writes": class extends MemorySaver {
    override async deleteThread(thread: string) {
      delete this.storage[thread];
    }
  },
  "stores a retried task's writes twice": class extends MemorySaver {
    #calls = 0;
    override putWrites(...[config, writes, task]: WriteArguments) {
      return super.putWrites(config, writes, `${task}#${this.#calls++}`);
    }
    override async getTuple(config: RunnableConfig) {
      const tuple = await super.getTuple(config);
      for (const write of tuple?.pendingWrites ?? []) write[0] = write[0].replace(/#\d+$/, "");
      return tuple;
    }
  },
  "lets a retried task change its writes": class extends MemorySaver {
    override putWrites(...[config, writes, task]: WriteArguments) {
      const stored = this.writes[JSON.stringify([threadOf(config), namespaceOf(config), idOf(config)])] ?? {};
      for (const key of Object.keys(stored)) if (key.startsWith(`${task},`)) delete stored[key];
      return super.putWrites(config, writes, task);
    }
  },
  "gives out what it was given": class extends MemorySaver {
    readonly #given = new Map<string, Checkpoint>();
    override async put(...[config, checkpoint, metadata]: PutArguments) {
      const stored = await super.put(config, checkpoint, metadata);
      this.#given.set(`${threadOf(config)} ${namespaceOf(config)} ${checkpoint.id}`, checkpoint);
      return stored;
    }
    override async getTuple(config: RunnableConfig) {
      const tuple = await super.getTuple(config);
      const given = tuple && this.#given.get(`${threadOf(config)} ${namespaceOf(config)} ${tuple.checkpoint.id}`);
      return given ? { ...tuple, checkpoint: given } : tuple;
    }
  },
  "finds an id in any thread": class extends MemorySaver {
    override async getTuple(config: RunnableConfig) {
      const own = await super.getTuple(config);
      if (own || !idOf(config)) return own;
      return (await Array.fromAsync(this.list({}))).find(({ checkpoint }) => checkpoint.id === idOf(config));
    }
  },
  "lists threads whose names begin alike": class extends MemorySaver {
    override async *list(config: RunnableConfig, options?: CheckpointListOptions) {
      const thread = threadOf(config);
      if (!thread) return yield* super.list(config, options);
      for (const name of Object.keys(this.storage))
        if (name.startsWith(thread)) yield* super.list(placed(config, { thread_id: name }), options);
    }
  },
  "never replaces a checkpoint": class extends MemorySaver {
    override async put(...[config, checkpoint, metadata]: PutArguments) {
      const isThere = this.storage[threadOf(config)]?.[namespaceOf(config)]?.[checkpoint.id] !== undefined;
      return isThere ? placed(config, { checkpoint_id: checkpoint.id }) : super.put(config, checkpoint, metadata);
    }
  },
  "keeps the latest only": class extends MemorySaver {
    override async put(...[config, checkpoint, metadata]: PutArguments) {
      const stored = await super.put(config, checkpoint, metadata);
      const scope = this.storage[threadOf(config)]![namespaceOf(config)]!;
      for (const id of Object.keys(scope)) if (id !== checkpoint.id) delete scope[id];
      return stored;
    }
  },
  "lists without pending writes": listing((tuples) => tuples.map((tuple) => ({ ...tuple, pendingWrites: [] }))),
  "lists without parents": listing((tuples) => tuples.map(({ parentConfig: _, ...tuple }) => tuple)),
  "stores the step as text": class extends MemorySaver {
    override put(...[config, checkpoint, metadata]: PutArguments) {
      return super.put(config, checkpoint, { ...metadata, step: String(metadata.step) as unknown as number });
    }
  },
  "takes channel names for lower case": getting((tuple) => {
    const lower = Object.entries(tuple.checkpoint.channel_values).map(([name, value]) => [name.toLowerCase(), value]);
    return { ...tuple, checkpoint: { ...tuple.checkpoint, channel_values: Object.fromEntries(lower) } };
  }),
  "deletes threads whose names begin alike": class extends MemorySaver {
    override async deleteThread(thread: string) {
      for (const name of Object.keys(this.storage)) if (name.startsWith(thread)) await super.deleteThread(name);
    }
  },
  "says that it has stored before it has": class extends MemorySaver {
    override async put(...[config, checkpoint, metadata]: PutArguments) {
      if (threadOf(config) === undefined) return super.put(config, checkpoint, metadata);
      later(() => super.put(config, checkpoint, metadata));
      return placed(
        {},
        { thread_id: threadOf(config), checkpoint_ns: namespaceOf(config), checkpoint_id: checkpoint.id },
      );
    }
  },
  "says that it has stored writes before it has": class extends MemorySaver {
    override async putWrites(...call: WriteArguments) {
      if (threadOf(call[0]) === undefined || idOf(call[0]) === undefined) return super.putWrites(...call);
      later(() => super.putWrites(...call));
    }
  },
};
