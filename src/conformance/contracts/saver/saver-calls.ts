// What the saver rules are made of: the subject that they are handed, checkpoints with few words, and what a saver gives
// back as plain data.
import type {
  BaseCheckpointSaver,
  CheckpointListOptions,
  CheckpointTuple,
  SerializerProtocol,
} from "@langchain/langgraph-checkpoint";
import type { TestContext } from "../../test.ts";
import type { GatedTest } from "../capabilities.ts";
import type { SaverGraphs } from "./saver-graphs.ts";

/** What a saver may offer beyond the interface of BaseCheckpointSaver, or whoever runs the rules may offer about it. */
export type SaverCapability =
  /** `getDeltaChannelHistory`, which LangGraph's base class implements for every saver. */
  | "delta-history"
  /** `copyThread(fromThreadId, toThreadId)`. */
  | "copy-thread"
  /** `prune(threadIds, { strategy })`. */
  | "prune"
  /** `deleteForRuns(runIds)`. */
  | "delete-for-runs"
  /** `open({ serde })`. */
  | "custom-serde"
  /** `reopen` is there. */
  | "reopen"
  /** `openBeside` is there. */
  | "two-instances"
  /** `openOlder` and `openNewer` are there. */
  | "schema-migration"
  /** `graphs` is there. */
  | "graphs";

/** Python's savers have these; JavaScript's base class does not name them. */
export interface MoreOfASaver {
  /** Everything of a thread, under another id; no error if there is nothing. */
  copyThread?(fromThreadId: string, toThreadId: string): Promise<void>;
  /** "keep-latest": of each namespace, all but the latest checkpoint go. "delete": the threads go. */
  prune?(threadIds: string[], options: { strategy: "keep-latest" | "delete" }): Promise<void>;
  /** Checkpoints whose metadata has one of these as `run_id` go, with their writes. */
  deleteForRuns?(runIds: string[]): Promise<void>;
}

export type Saver = BaseCheckpointSaver & MoreOfASaver;

export interface SaverSubject {
  /** A saver over storage that nobody has written to, ready for use. */
  open(options?: { readonly serde?: SerializerProtocol }): Promise<Saver>;
  /** Closes the saver and opens one over the same storage, as after a new start of the program. */
  reopen?(saver: Saver): Promise<Saver>;
  /** A second saver over the storage of the first, which stays open. */
  openBeside?(saver: Saver): Promise<Saver>;
  /** A saver over storage that an earlier version of it has written, with one checkpoint in it and what that holds. */
  openOlder?(): Promise<{ readonly saver: Saver; readonly config: Config; readonly values: Values }>;
  /** Over storage that a later version has written. */
  openNewer?(): Promise<Saver>;
  readonly graphs?: SaverGraphs;
}

export type Values = Record<string, unknown>;
export type Versions = Record<string, number | string>;
export type Config = { configurable: Record<string, unknown> };
export type SaverTest = GatedTest<SaverSubject, SaverCapability>;

/** A rule about one freshly opened saver. */
export function rule(
  id: string,
  words: string,
  act: (saver: Saver, t: TestContext<SaverSubject>, subject: SaverSubject) => Promise<void>,
  ...needs: SaverCapability[]
): SaverTest {
  const run: SaverTest["run"] = async (subject, t) => act(await subject.open(), t, subject);
  return { id, rule: words, points: 1, needs, run };
}

export const at = (thread: unknown, namespace = "", id?: string): Config => ({
  configurable: { thread_id: thread, checkpoint_ns: namespace, ...(id !== undefined && { checkpoint_id: id }) },
});

/** Ids that sort by `n`, of the form that LangGraph gives them. */
export const idOf = (n: number): string => `1f0c5c00-0000-6000-8000-${n.toString(16).padStart(12, "0")}`;

export interface Put {
  readonly config: Config;
  readonly n: number;
  readonly values?: Values;
  readonly versions?: Versions;
  readonly newVersions?: Versions;
  readonly seen?: Record<string, Versions>;
  readonly metadata?: object;
  readonly format?: number;
}

export function put(
  saver: BaseCheckpointSaver,
  { config, n, values = {}, versions, newVersions, seen = {}, metadata, format = 4 }: Put,
): Promise<Config> {
  const all = versions ?? Object.fromEntries(Object.keys(values).map((channel) => [channel, 1]));
  const checkpoint = {
    v: format,
    id: idOf(n),
    ts: new Date(Date.UTC(2026, 0, 1) + n).toISOString(),
    channel_values: values,
    channel_versions: all,
    versions_seen: seen,
  };
  const stored = saver.put(
    config,
    checkpoint,
    { source: "loop", step: n, parents: {}, ...metadata },
    newVersions ?? all,
  );
  return stored as Promise<Config>;
}

/** A checkpoint of a chain, with what its children need to know. */
export interface Link {
  readonly config: Config;
  readonly values: Values;
  readonly versions: Versions;
}

/** Checkpoints one after another, each the child of the one before. The saver itself gives a changed channel its version. */
export async function putChain(
  saver: BaseCheckpointSaver,
  start: Config | Link,
  steps: readonly Values[],
  firstN = 1,
): Promise<Link[]> {
  let last: Link = "config" in start ? start : { config: start, values: {}, versions: {} };
  const links: Link[] = [];
  for (const [place, values] of steps.entries()) {
    const channels = new Set([...Object.keys(last.values), ...Object.keys(values)]);
    const newVersions: Versions = {};
    for (const channel of channels)
      if (JSON.stringify(last.values[channel]) !== JSON.stringify(values[channel]))
        newVersions[channel] = await saver.getNextVersion(last.versions[channel] as never);
    const versions = { ...last.versions, ...newVersions };
    const config = await put(saver, { config: last.config, n: firstN + place, values, versions, newVersions });
    last = { config, values, versions };
    links.push(last);
  }
  return links;
}

export const valuesAt = async (saver: BaseCheckpointSaver, config: object): Promise<unknown> =>
  (await saver.getTuple(config))?.checkpoint.channel_values;

export async function listed(
  saver: BaseCheckpointSaver,
  config: object,
  options?: CheckpointListOptions,
): Promise<CheckpointTuple[]> {
  const tuples: CheckpointTuple[] = [];
  for await (const tuple of saver.list(config, options)) tuples.push(tuple);
  return tuples;
}

export const listedIds = async (
  saver: BaseCheckpointSaver,
  config: object,
  options?: CheckpointListOptions,
): Promise<string[]> => (await listed(saver, config, options)).map((tuple) => tuple.checkpoint.id);

/** All checkpoints of a thread, whatever their namespace. */
export const wholeThread = (thread: string): Config => ({ configurable: { thread_id: thread } });

export async function writesAt(saver: BaseCheckpointSaver, config: object): Promise<unknown> {
  return (await saver.getTuple(config))?.pendingWrites;
}

/** Five checkpoints over two threads and two namespaces, put in an order that is not that of their ids. */
export async function putFive(saver: BaseCheckpointSaver, t: TestContext): Promise<{ first: string; second: string }> {
  const [first, second] = [t.random.id("thread"), t.random.id("thread")];
  for (const n of t.random.shuffle([1, 2, 3, 4, 5]))
    await put(saver, { config: at(n % 2 === 0 ? second : first, n === 5 ? "child" : ""), n });
  return { first, second };
}
