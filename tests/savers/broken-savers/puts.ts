// Savers that keep a checkpoint wrongly: its id, its parent, its versions, its branch.
import type { RunnableConfig } from "@langchain/core/runnables";
import { ReferenceSaver, type Row, keyOf } from "./reference-saver.ts";
import {
  type BrokenSavers,
  byVersion,
  mapText,
  onlyKeys,
  parentValues,
  putting,
  reading,
  renaming,
  threadOf,
} from "./breaking.ts";

type PutArguments = Parameters<ReferenceSaver["put"]>;

const existing = (saver: ReferenceSaver, { configurable }: RunnableConfig, id: string) =>
  saver.storage.rows.get(keyOf(configurable?.thread_id, configurable?.checkpoint_ns ?? "", id));

const newestId = (saver: ReferenceSaver, { configurable }: RunnableConfig): string | undefined =>
  saver.newest({ thread: configurable?.thread_id, namespace: configurable?.checkpoint_ns ?? "" })[0]?.id;

const childOf = (config: RunnableConfig, id: string | undefined): RunnableConfig => ({
  configurable: { ...config.configurable, checkpoint_id: id },
});

export const brokenPuts: BrokenSavers = {
  "put/is-stored-when-it-resolves": class extends ReferenceSaver {
    override async put(...call: PutArguments) {
      setTimeout(() => void super.put(...call));
      return childOf(call[0], call[1].id);
    }
  },
  "put/answers-with-the-place": class extends ReferenceSaver {
    override async put(...call: PutArguments) {
      const { configurable } = await super.put(...call);
      return { configurable: { ...configurable, checkpoint_ns: "" } };
    }
  },
  "put/same-id-replaces": class extends ReferenceSaver {
    override async put(...call: PutArguments) {
      return existing(this, call[0], call[1].id) ? childOf(call[0], call[1].id) : super.put(...call);
    }
  },
  "put/same-id-same-version": putting(async ({ config, checkpoint }, saver) => {
    const before = existing(saver, config, checkpoint.id);
    const versions = JSON.stringify(checkpoint.channel_versions);
    if (before?.head.includes(versions))
      checkpoint.channel_values = await parentValues(saver, childOf(config, checkpoint.id));
  }),
  "put/keeps-history": class extends ReferenceSaver {
    override async put(...call: PutArguments) {
      this.remove(({ thread }) => thread === threadOf(call[0]));
      return super.put(...call);
    }
  },
  "put/parent-is-what-config-names": putting((call, saver) => {
    if (call.config.configurable?.checkpoint_id) call.config = childOf(call.config, newestId(saver, call.config));
  }),
  "put/root-has-no-parent": putting((call, saver) => {
    if (!call.config.configurable?.checkpoint_id) call.config = childOf(call.config, newestId(saver, call.config));
  }),
  "put/unknown-parent": putting(({ config }, saver) => {
    if (config.configurable?.checkpoint_id && !saver.find(config)) throw new Error("foreign key constraint failed");
  }),
  "put/keeps-the-whole-head": putting(({ checkpoint }) => void (checkpoint.versions_seen = {})),
  "put/keeps-metadata": putting(({ metadata }) => void ((metadata as any).step = String(metadata.step))),
  "put/any-text-in-metadata": putting((call) => {
    call.metadata = mapText(call.metadata, (text) => text.replaceAll("\0", ""));
  }),
  "put/any-key-in-metadata": reading((tuple) => {
    const assigned: Record<string, any> = {};
    for (const [key, value] of Object.entries(tuple.metadata!)) assigned[key] = value;
    tuple.metadata = assigned as typeof tuple.metadata;
  }),
  "put/head-is-a-copy": class extends ReferenceSaver {
    readonly #given = new Map<string, PutArguments[2]>();
    override async put(...call: PutArguments) {
      this.#given.set(call[1].id, call[2]);
      return super.put(...call);
    }
    protected override async tuple(row: Row) {
      return { ...(await super.tuple(row)), metadata: this.#given.get(row.id)! };
    }
  },
  "put/extra-config-is-not-stored": putting((call) => {
    const { thread_id: _thread, checkpoint_ns: _namespace, checkpoint_id: _id, ...extra } = call.config.configurable!;
    call.metadata = { ...extra, ...call.metadata };
  }),
  "put/thread-id-must-be-a-string": putting((call) => {
    call.config = { configurable: { ...call.config.configurable, thread_id: `thread ${threadOf(call.config)}` } };
  }),
  "put/any-thread-name": renaming("thread_id", (name: string) => name.trim() || "empty"),
  "put/nul-in-a-thread-name": renaming("thread_id", (name: string) => name.split("\0")[0]),
  "put/any-namespace-name": renaming("checkpoint_ns", (name: string) => name.toLowerCase()),
  "put/long-thread-id": renaming("thread_id", (name: string) => name.slice(0, 255)),

  "versions/keep-their-type": reading(({ checkpoint }) => {
    const asText = Object.entries(checkpoint.channel_versions).map(([name, version]) => [name, String(version)]);
    checkpoint.channel_versions = Object.fromEntries(asText) as Record<string, string>;
  }),
  // Takes 10 for less than 9, as text is.
  "versions/large-numbers": putting(async ({ config, checkpoint }, saver) => {
    const parent = config.configurable?.checkpoint_id && (await saver.getTuple(config));
    for (const [name, version] of Object.entries(checkpoint.channel_versions))
      if (parent && !(String(version) > String(parent.checkpoint.channel_versions[name])))
        checkpoint.channel_values = { ...checkpoint.channel_values, [name]: parent.checkpoint.channel_values[name] };
  }),
  "versions/text": putting(async ({ config, checkpoint, newVersions }, saver) => {
    const before = await parentValues(saver, config);
    for (const [name, version] of Object.entries(newVersions))
      if (Number.isNaN(Number(version)) && name in before)
        checkpoint.channel_values = { ...checkpoint.channel_values, [name]: before[name] };
  }),
  "versions/next-is-greater": class extends ReferenceSaver {
    override getNextVersion(current: any): any {
      return String(Number(current ?? 0) + 1);
    }
  },

  "fork/keeps-both-branches": byVersion("first"),
  "fork/unchanged-channels-follow-the-parent": putting(async ({ config, checkpoint, newVersions }, saver) => {
    const { configurable } = config;
    const latest = await saver.getTuple({ configurable: { thread_id: configurable?.thread_id } });
    const unchanged = onlyKeys(latest?.checkpoint.channel_values ?? {}, (name) => !(name in newVersions));
    checkpoint.channel_values = { ...checkpoint.channel_values, ...unchanged };
  }),
  // Keeps the last list of each thread, and stores of a new one only its end.
  "fork/interleaved-branches": putting(({ config, checkpoint }, saver) => {
    const lists: Map<string, unknown[]> = (saver.lists ??= new Map());
    const values = { ...checkpoint.channel_values };
    for (const [name, value] of Object.entries(values)) {
      if (!Array.isArray(value)) continue;
      const last = lists.get(threadOf(config) + name) ?? [];
      values[name] = [...last.slice(0, value.length - 1), ...value.slice(Math.min(last.length, value.length - 1))];
      lists.set(threadOf(config) + name, values[name] as unknown[]);
    }
    checkpoint.channel_values = values;
  }),
  "fork/every-checkpoint-stays": byVersion("last"),
  "fork/history-follows-parents": reading((tuple, { thread, namespace, id }, saver: ReferenceSaver) => {
    const older = saver.newest({ thread, namespace }).find((row) => row.id < id);
    tuple.parentConfig = older && childOf(tuple.config, older.id);
  }),
  // Reads the beginning of a list from the parent.
  "fork/children-outlive-a-second-put": reading(async ({ checkpoint, parentConfig }, _row, saver: ReferenceSaver) => {
    const before = parentConfig ? await parentValues(saver, parentConfig) : {};
    for (const [name, value] of Object.entries(checkpoint.channel_values))
      if (Array.isArray(value) && Array.isArray(before[name]))
        checkpoint.channel_values[name] = [...before[name], ...value.slice(before[name].length)];
  }),
  "fork/removed-in-one-branch": class extends ReferenceSaver {
    readonly #removed = new Set<string>();
    override async put(...call: PutArguments) {
      for (const name in call[3]) if (!(name in call[1].channel_values)) this.#removed.add(threadOf(call[0]) + name);
      const left = onlyKeys(call[1].channel_values, (name) => !this.#removed.has(threadOf(call[0]) + name));
      return super.put(call[0], { ...call[1], channel_values: left }, call[2], call[3]);
    }
  },
  "fork/same-text-version": byVersion("first", (version) => typeof version === "string"),
  "fork/copy-beside-the-original": putting(async ({ config, checkpoint, newVersions }, saver) => {
    const before = await parentValues(saver, config);
    checkpoint.channel_values = onlyKeys(checkpoint.channel_values, (name) => name in newVersions || name in before);
  }),
};
