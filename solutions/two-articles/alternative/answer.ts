// The same answers, sorted by what is so.
const FIRST = ["missing-thread", "edited-past", "namespace"];
const SECOND = ["saved", "crash", "no-checkpointer"];
const NEITHER = ["date"];

const all = (pairs: readonly string[], so: string) => pairs.map((pair) => [pair, { so }] as const);

export const answer = Object.fromEntries([
  ...all(FIRST, "first"),
  ...all(SECOND, "second"),
  ...all(NEITHER, "neither"),
]);
