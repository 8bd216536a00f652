// Finds where two branches parted, and what their ends differ in.
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
  const [endA, endB] = [await app.getState(a), await app.getState(b)];

  // Up to the same step both are the same, one should think.
  const step = Math.min(endA.metadata?.step ?? 0, endB.metadata?.step ?? 0) - 1;
  const history = [];
  const thread = { configurable: { thread_id: a.configurable?.thread_id } };
  for await (const snapshot of app.getStateHistory(thread)) history.push(snapshot);
  const ancestor = history.find(({ metadata }) => metadata?.step === step)!;

  return {
    ancestor: ancestor.config.configurable?.checkpoint_id,
    a: [a.configurable?.checkpoint_id],
    b: [b.configurable?.checkpoint_id],
    fields: Object.keys(endA.values)
      .filter((name) => JSON.stringify(endA.values[name]) !== JSON.stringify(endB.values[name]))
      .sort(),
  };
}
