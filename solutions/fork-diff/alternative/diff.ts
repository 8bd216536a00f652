// The same from the history: parents are looked up in a table of the whole thread, and both ways walk at once.
import type { Pregel } from "@langchain/langgraph";

type App = Pregel<any, any>;

/** A config with a `thread_id` and a `checkpoint_id`. */
export type End = { configurable?: Record<string, any> };

export interface ForkDiff {
  /** The `checkpoint_id` of the newest checkpoint that both ends come from. */
  readonly ancestor: string;
  /** Ids of the checkpoints behind it, up to the first end, the oldest first; none when that end is the ancestor. */
  readonly a: readonly string[];
  /** The same for the second end. */
  readonly b: readonly string[];
  /** Names of the fields whose values differ between the two ends, in alphabetical order. */
  readonly fields: readonly string[];
}

/** Null when the two ends have no checkpoint in common. */
export async function diffForks(app: App, a: End, b: End): Promise<ForkDiff | null> {
  const { thread_id: threadA, checkpoint_id: idA } = a.configurable!;
  const { thread_id: threadB, checkpoint_id: idB } = b.configurable!;
  if (threadA !== threadB) return null;

  const table = new Map<string, { parent: string | undefined; values: Record<string, unknown> }>();
  for await (const { config, parentConfig, values } of app.getStateHistory({ configurable: { thread_id: threadA } }))
    table.set(config.configurable?.checkpoint_id, { parent: parentConfig?.configurable?.checkpoint_id, values });

  const rootFirst = (id: string | undefined): string[] =>
    id === undefined || !table.has(id) ? [] : [...rootFirst(table.get(id)!.parent), id];
  const [wayA, wayB] = [rootFirst(idA), rootFirst(idB)];
  let shared = 0;
  while (shared < wayA.length && wayA[shared] === wayB[shared]) shared++;
  if (shared === 0) return null;

  const [valuesA, valuesB] = [canonical(table.get(idA)!.values), canonical(table.get(idB)!.values)];
  const names = [...new Set([...valuesA.keys(), ...valuesB.keys()])].sort();
  const fields = names.filter((name) => valuesA.get(name) !== valuesB.get(name));
  return { ancestor: wayA[shared - 1]!, a: wayA.slice(shared), b: wayB.slice(shared), fields };
}

/** Each field as text in which the keys of all objects are sorted. */
function canonical(values: Record<string, unknown>): Map<string, string> {
  const sorted = (_key: string, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return new Map(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value, sorted)]));
}
