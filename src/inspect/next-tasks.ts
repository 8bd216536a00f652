// Which nodes run next from a checkpoint, worked out from what is stored, as LangGraph works it out from the graph:
// a node runs when a channel that it listens to has a value and was written to since the node last ran, or when something was
// sent to it. The names of those channels say which node listens.
import { CALLER, type TaskPlace, sentTaskId, triggeredTaskId } from "./task-id.ts";

const START = "__start__";
const SENT = "__pregel_tasks";
const EDGE = "branch:to:";
const BARRIER = "join:";
/** Writes that are no result: with these alone, a task is still to be done. */
const NO_RESULT = ["__error__", "__interrupt__", "__scheduled__"];

export interface StoredStep {
  readonly id: string;
  readonly namespace: string;
  readonly step: number;
  readonly versions: ReadonlyMap<string, number | string>;
  /** Node → channel → the version that it last ran on. */
  readonly seen: ReadonlyMap<string, ReadonlyMap<string, number | string>>;
  /** Values of the channels that decide; a channel that holds none is not in it. What cannot be decoded is `OPAQUE`. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly writes: readonly { readonly task: string; readonly channel: string; readonly value: unknown }[];
  /** The node that listens to the graph's input: "__start__", or the name of an entrypoint. */
  readonly inputNode: string;
}

export interface NextTask {
  readonly node: string;
  /** Its result is among the pending writes, so that it is not run again. */
  readonly finished: boolean;
}

/** A value that is stored in a form that this program cannot read. */
export const OPAQUE: unique symbol = Symbol("opaque");

/** True for the channels whose values `nextTasks` must be given. */
export function decidesWhatIsNext(channel: string): boolean {
  return channel === START || channel === SENT || channel.startsWith(EDGE) || channel.startsWith(BARRIER);
}

/** What was sent first, in order, then the nodes by name. */
export function nextTasks(stored: StoredStep): NextTask[] {
  const values = withCallersWrites(stored);
  const withResult = new Set(
    stored.writes.filter(({ channel }) => !NO_RESULT.includes(channel)).map(({ task }) => task),
  );
  const tasks: NextTask[] = sentTasks(stored, values).map(({ node, task }) => ({
    node,
    finished: withResult.has(task),
  }));

  const triggers = new Map<string, string[]>();
  for (const [channel, value] of values) {
    const node = channel === SENT ? undefined : listenerOf(channel, stored.inputNode);
    if (node === undefined || !isAvailable(channel, value) || !isNewFor(stored, node, channel)) continue;
    triggers.set(node, [...(triggers.get(node) ?? []), channel]);
  }
  for (const [node, channels] of [...triggers].sort(([left], [right]) => (left < right ? -1 : 1)))
    tasks.push({
      node,
      finished: channels.some((channel) => withResult.has(triggeredTaskId(stored.id, placeOf(stored, node), channel))),
    });
  return tasks;
}

/** Task → node, for all tasks that this step can have had: also through channels that say nothing about it any more. */
export function nodesOfTasks(stored: StoredStep): ReadonlyMap<string, string> {
  const nodes = new Map(sentTasks(stored, withCallersWrites(stored)).map(({ node, task }) => [task, node]));
  for (const channel of new Set([...stored.versions.keys(), ...stored.values.keys()])) {
    const node = listenerOf(channel, stored.inputNode);
    if (node !== undefined) nodes.set(triggeredTaskId(stored.id, placeOf(stored, node), channel), node);
  }
  return nodes;
}

function sentTasks(stored: StoredStep, values: ReadonlyMap<string, unknown>): { node: string; task: string }[] {
  return listOf(values.get(SENT)).flatMap((packet, index) => {
    const node = (packet as { node?: unknown } | null)?.node;
    return typeof node === "string" ? [{ node, task: sentTaskId(stored.id, placeOf(stored, node), index) }] : [];
  });
}

function placeOf({ namespace, step }: StoredStep, node: string): TaskPlace {
  return { namespace, node, step: step + 1 };
}

/** What a caller's `Command` wrote is stored beside the checkpoint it was given to, and counts when that is read. */
function withCallersWrites(stored: StoredStep): Map<string, unknown> {
  const values = new Map(stored.values);
  const written = new Map<string, unknown[]>();
  for (const { task, channel, value } of stored.writes)
    if (task === CALLER && decidesWhatIsNext(channel)) written.set(channel, [...(written.get(channel) ?? []), value]);
  for (const [channel, list] of written) {
    if (channel === SENT) values.set(channel, list.flat());
    else if (channel.startsWith(BARRIER)) values.set(channel, [...listOf(values.get(channel)), ...list]);
    // A deferred node waits until all else is finished, whoever calls it.
    else values.set(channel, isOfDeferred(values, channel) ? [list.at(-1), false] : list.at(-1));
  }
  return values;
}

function listenerOf(channel: string, inputNode: string): string | undefined {
  if (channel === START) return inputNode;
  if (channel.startsWith(EDGE)) return channel.slice(EDGE.length);
  // "join:a+b:c"; a node's name has no colon.
  return channel.startsWith(BARRIER) ? channel.slice(channel.lastIndexOf(":") + 1) : undefined;
}

function isAvailable(channel: string, value: unknown): boolean {
  if (value === OPAQUE) return true;
  if (channel.startsWith(EDGE)) return isDeferred(value) ? value[1] : value !== undefined;
  if (!channel.startsWith(BARRIER)) return true;
  const [arrived, ready] = isDeferred(value) ? [listOf(value[0]), value[1]] : [listOf(value), true];
  // All have arrived when their names are as long as those that are waited for: a name may contain "+", so the names that
  // are waited for cannot be told apart.
  return ready && arrived.join("+").length === channel.lastIndexOf(":") - BARRIER.length;
}

/** Channels of deferred nodes keep a pair: the value, and whether all else is finished. */
function isDeferred(value: unknown): value is [unknown, boolean] {
  return Array.isArray(value) && value.length === 2 && typeof value[1] === "boolean";
}

/** Theirs is the only kind of channel that is stored while it is empty. */
function isOfDeferred(values: ReadonlyMap<string, unknown>, channel: string): boolean {
  return values.has(channel) && (values.get(channel) === undefined || isDeferred(values.get(channel)));
}

function isNewFor({ versions, seen }: StoredStep, node: string, channel: string): boolean {
  const version = versions.get(channel);
  if (version === undefined) return false;
  const seenVersion = seen.get(node)?.get(channel);
  return version > (seenVersion ?? (typeof version === "string" ? "" : 0));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
