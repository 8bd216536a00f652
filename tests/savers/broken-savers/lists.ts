// Savers that find, order or filter checkpoints wrongly.
import type { RunnableConfig } from "@langchain/core/runnables";
import type { CheckpointListOptions, CheckpointTuple } from "@langchain/langgraph-checkpoint";
import { same } from "@forkpoint/conformance";
import { ReferenceSaver, keyOf } from "./reference-saver.ts";
import { type BrokenSavers, asking, filtering, listing, ordering, threadOf } from "./breaking.ts";

const plain = ({ configurable }: RunnableConfig, without: string): RunnableConfig => ({
  configurable: { ...configurable, [without]: undefined },
});

export const brokenGets: BrokenSavers = {
  "get/latest-is-per-thread-and-namespace": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      const [newest] = this.newest({});
      return config.configurable?.checkpoint_id || !newest ? super.getTuple(config) : this.tuple(newest);
    }
  },
  "get/id-belongs-to-its-thread": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      const id = config.configurable?.checkpoint_id;
      const row = id && this.newest({ id })[0];
      return row ? this.tuple(row) : super.getTuple(config);
    }
  },
  "get/id-belongs-to-its-namespace": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      const id = config.configurable?.checkpoint_id;
      const row = id && this.newest({ id, thread: threadOf(config) })[0];
      return row ? this.tuple(row) : super.getTuple(config);
    }
  },
  "get/missing-id-is-undefined": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      return (await super.getTuple(config)) ?? super.getTuple(plain(config, "checkpoint_id"));
    }
  },
  "get/unknown-thread-is-undefined": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      if (this.newest({ thread: threadOf(config) }).length === 0) throw new Error("no such thread");
      return super.getTuple(config);
    }
  },
  "get/without-namespace": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      const isAny = config.configurable?.checkpoint_ns === undefined && !config.configurable?.checkpoint_id;
      const [newest] = this.newest({ thread: threadOf(config) });
      return isAny && newest ? this.tuple(newest) : super.getTuple(config);
    }
  },
  "get/config-names-what-was-found": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      const tuple = await super.getTuple(config);
      return tuple && { ...tuple, config };
    }
  },
  "get/old-name-of-the-id": class extends ReferenceSaver {
    override async getTuple(config: RunnableConfig) {
      return super.getTuple(plain(config, "thread_ts"));
    }
  },
  "get/is-the-checkpoint-of-the-tuple": class extends ReferenceSaver {
    override async get(config: RunnableConfig) {
      const checkpoint = await super.get(config);
      return checkpoint && { ...checkpoint, channel_values: {} };
    }
  },
};

export const brokenLists: BrokenSavers = {
  "list/newest-first": listing((tuples) => tuples.reverse()),
  "list/newest-first-across-threads": listing((tuples) =>
    tuples.sort((a, b) => threadOf(a.config).localeCompare(threadOf(b.config))),
  ),
  "list/newest-first-across-namespaces": listing((tuples) =>
    tuples.sort((a, b) => (a.config.configurable?.checkpoint_ns < b.config.configurable?.checkpoint_ns ? -1 : 1)),
  ),
  "list/one-namespace": asking((_options, { configurable }) => ({
    configurable: { ...configurable, checkpoint_ns: configurable?.checkpoint_ns || undefined },
  })),
  "list/thread-is-exact": ordering((rows, { thread, ...wanted }, saver) =>
    thread === undefined
      ? rows
      : ReferenceSaver.prototype.newest.call(saver, wanted).filter((row) => row.thread.startsWith(thread)),
  ),
  "list/same-id-in-two-namespaces": listing((tuples) => [
    ...new Map(tuples.map((tuple) => [tuple.checkpoint.id, tuple])).values(),
  ]),
  "list/nothing-of-nothing": ordering((rows) => {
    if (rows.length === 0) throw new Error("no such table: checkpoints");
    return rows;
  }),
  "list/limit": asking((options) => ({ ...options, limit: undefined })),
  "list/limit-zero-is-none": asking((options) => ({ ...options, limit: options.limit || undefined })),
  "list/limit-over-all-threads": class extends ReferenceSaver {
    override async *list(config: RunnableConfig, { limit = Infinity, ...options }: CheckpointListOptions = {}) {
      const given = new Map<string, number>();
      for await (const tuple of super.list(config, options)) {
        const scope = threadOf(tuple.config) + tuple.config.configurable?.checkpoint_ns;
        given.set(scope, (given.get(scope) ?? 0) + 1);
        if (given.get(scope)! <= limit) yield tuple;
      }
    }
  },
  "list/limit-counts-matches": class extends ReferenceSaver {
    override async *list(config: RunnableConfig, { filter, ...options }: CheckpointListOptions = {}) {
      for await (const tuple of super.list(config, options))
        if (this.matches(tuple.metadata ?? {}, filter ?? {})) yield tuple;
    }
  },
  "list/limit-is-never-sql": class extends ReferenceSaver {
    override list(config: RunnableConfig, options: CheckpointListOptions = {}) {
      if (String(options.limit).includes("DELETE FROM checkpoints")) this.storage.rows.clear();
      return super.list(config, options);
    }
  },
  "list/before": asking((options) => ({ ...options, before: undefined })),
  "list/before-without-id": listing((tuples, _config, { before }) =>
    before && !before.configurable?.checkpoint_id ? [] : tuples,
  ),
  "list/before-from-elsewhere": asking((options, { configurable }) => {
    const isElsewhere = options.before?.configurable?.checkpoint_ns !== configurable?.checkpoint_ns;
    return isElsewhere ? { ...options, before: undefined } : options;
  }),
  // "Before" as in "stored before".
  "list/pages-visit-each-once": class extends ReferenceSaver {
    override async *list(config: RunnableConfig, { before, limit, ...options }: CheckpointListOptions = {}) {
      const ids = [...this.storage.rows.values()].map(({ id }) => id);
      const end = before ? ids.indexOf(before.configurable?.checkpoint_id) : ids.length;
      let left = limit ?? Infinity;
      for await (const tuple of super.list(config, options))
        if (ids.indexOf(tuple.checkpoint.id) < end && left-- > 0) yield tuple;
    }
  },
  "list/all-options-together": asking((options) => (options.before ? { ...options, filter: undefined } : options)),
  "list/checkpoint-id-in-config": asking((_options, config) => plain(config, "checkpoint_id")),
};

const entriesMatch = (filter: object, matches: (key: string, value: any) => boolean): boolean =>
  Object.entries(filter).every(([key, value]) => matches(key, value));

const contains = (held: any, wanted: any): boolean =>
  typeof wanted === "object" && wanted !== null && typeof held === "object" && held !== null
    ? Object.keys(wanted).every((key) => contains(held[key], wanted[key]))
    : held === wanted;

export const brokenFilters: BrokenSavers = {
  "list/filter": filtering(() => true),
  "list/filter-several-keys": filtering((held, filter) =>
    Object.keys(filter).some((key) => same(held[key], filter[key])),
  ),
  "list/filter-of-nothing": filtering(
    (held, filter) => Object.keys(filter).length > 0 && entriesMatch(filter, (key, value) => same(held[key], value)),
  ),
  "list/filter-undefined-is-ignored": filtering((held, filter) =>
    entriesMatch(filter, (key, value) => key in held && same(held[key], value)),
  ),
  "list/filter-values-by-type": filtering((held, filter) =>
    entriesMatch(filter, (key, value) => String(held[key]) === String(value)),
  ),
  "list/filter-null": filtering((held, filter) => entriesMatch(filter, (key, value) => same(held[key] ?? null, value))),
  "list/filter-object": filtering((held, filter) => entriesMatch(filter, (key, value) => held[key] === value)),
  "list/filter-object-whole": filtering(contains),
  "list/filter-keys-are-literal": filtering((held, filter) =>
    entriesMatch(filter, (path, value) =>
      same(
        path.split(".").reduce((inner, key) => inner?.[key], held),
        value,
      ),
    ),
  ),
  "list/filter-is-never-sql": filtering((held, filter) =>
    entriesMatch(filter, (key, value) => same(held[key], value) || /OR '1'='1/.test(`${key} ${String(value)}`)),
  ),
};

/** Changes the tuples of list alone. */
const listed = (change: (tuple: any) => object) =>
  listing((tuples) => tuples.map((tuple) => ({ ...tuple, ...change(tuple) })));

export const brokenReading: BrokenSavers = {
  "list/carries-values": listed(({ checkpoint }) => ({ checkpoint: { ...checkpoint, channel_values: {} } })),
  "list/carries-writes": listed(() => ({ pendingWrites: [] })),
  "list/carries-parents": listed(() => ({ parentConfig: undefined })),
  "list/same-as-get": listed(({ checkpoint }) => ({ checkpoint: { ...checkpoint, channel_versions: {} } })),
  "list/gives-copies": class extends ReferenceSaver {
    #listed: CheckpointTuple[] | undefined;
    override async *list(config: RunnableConfig, options?: CheckpointListOptions) {
      yield* (this.#listed ??= await Array.fromAsync(super.list(config, options)));
    }
  },
  // Pages by number, though what is put meanwhile moves the rest down.
  "list/put-meanwhile": class extends ReferenceSaver {
    override async *list(config: RunnableConfig) {
      for (let place = 0; ; place += 1) {
        const row = this.newest({ thread: threadOf(config) })[place];
        if (!row) return;
        yield await this.tuple(row);
      }
    }
  },
  "list/delete-meanwhile": class extends ReferenceSaver {
    override async *list(config: RunnableConfig) {
      for (const { thread, namespace, id } of this.newest({ thread: config.configurable?.thread_id }))
        yield await this.tuple(this.storage.rows.get(keyOf(thread, namespace, id))!);
    }
  },
  "list/abandoned-early": class extends ReferenceSaver {
    #open = 0;
    override async *list(config: RunnableConfig, options?: CheckpointListOptions) {
      this.#open += 1;
      yield* super.list(config, options);
      this.#open -= 1;
    }
    override async put(...call: Parameters<ReferenceSaver["put"]>) {
      if (this.#open > 0) throw new Error("database is locked");
      return super.put(...call);
    }
  },
};
