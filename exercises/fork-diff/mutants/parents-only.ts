// Wrong: begins with the parents of the ends.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

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
  const [wayA, wayB] = [await wayTo(app, a), await wayTo(app, b)];
  const ancestor = wayB
    .slice(1)
    .map(idOf)
    .find((id) => wayA.slice(1).some((snapshot) => idOf(snapshot) === id));
  if (ancestor === undefined) return null;
  const behind = (way: readonly StateSnapshot[]) => {
    const ids = way.map(idOf);
    return ids.slice(0, ids.indexOf(ancestor)).reverse();
  };
  return { ancestor, a: behind(wayA), b: behind(wayB), fields: differing(wayA[0]!.values, wayB[0]!.values) };
}

const idOf = ({ config }: StateSnapshot): string => config.configurable?.checkpoint_id;

/** From the end back to its root. */
async function wayTo(app: App, end: End): Promise<StateSnapshot[]> {
  const way: StateSnapshot[] = [];
  for (let config: End | undefined = end; config; config = way.at(-1)!.parentConfig) {
    const snapshot = await app.getState(config);
    if (!snapshot.metadata) break;
    way.push(snapshot);
  }
  return way;
}

function differing(a: Record<string, unknown>, b: Record<string, unknown>): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => !same(a[name], b[name])).sort();
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length && keys.every((key) => key in b && same((a as any)[key], (b as any)[key]));
}
