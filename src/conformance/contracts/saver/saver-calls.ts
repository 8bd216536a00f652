// The calls that the saver tests are made of: checkpoints with few words, and what a saver gives back as plain data.
import type { BaseCheckpointSaver, CheckpointListOptions, CheckpointTuple } from "@langchain/langgraph-checkpoint";
import type { ConformanceTest, TestContext } from "../../test.ts";

export interface SaverSubject {
  /** A saver over storage that nobody has written to. */
  open(): Promise<BaseCheckpointSaver>;
}

export type Values = Record<string, unknown>;
export type Versions = Record<string, number>;
export type Config = { configurable: Record<string, unknown> };
export type SaverTest = ConformanceTest<SaverSubject>;

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
  readonly metadata?: object;
  readonly format?: number;
}

export function put(
  saver: BaseCheckpointSaver,
  { config, n, values = {}, versions, newVersions, metadata, format = 4 }: Put,
) {
  const all = versions ?? Object.fromEntries(Object.keys(values).map((channel) => [channel, 1]));
  const checkpoint = {
    v: format,
    id: idOf(n),
    ts: new Date(Date.UTC(2026, 0, 1) + n).toISOString(),
    channel_values: values,
    channel_versions: all,
    versions_seen: {},
  };
  return saver.put(config, checkpoint, { source: "loop", step: n, parents: {}, ...metadata }, newVersions ?? all);
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
