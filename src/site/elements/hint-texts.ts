// The texts of an exercise's hints, fetched when the first of them is opened.
import type { Hint } from "../../course/model.ts";

const fetched = new Map<string, Promise<readonly Hint[] | null>>();

/** null when they cannot be had now; the next call tries again. */
export function hintTexts(exercise: string): Promise<readonly Hint[] | null> {
  const known = fetched.get(exercise);
  if (known) return known;
  const fetching = fetchTexts(exercise);
  fetched.set(exercise, fetching);
  void fetching.then((texts) => texts || fetched.delete(exercise));
  return fetching;
}

async function fetchTexts(exercise: string): Promise<readonly Hint[] | null> {
  try {
    const response = await fetch(`/exercises/${exercise}/hints.json`);
    return response.ok ? ((await response.json()) as readonly Hint[]) : null;
  } catch {
    // The connection is gone, or the answer is not what was asked for: either way there is no hint to show now.
    return null;
  }
}
