// Channels shared by a spread, and a title that is looked up by name.
import { Annotation } from "@langchain/langgraph";

const replaced = <Value>(first: () => Value) => Annotation<Value>({ reducer: (_, next) => next, default: first });
const OLD = { name: Annotation<string> };

/** The state of version 2, over that of version 1. */
export const State = Annotation.Root({ ...OLD, title: Annotation<string>, priority: replaced(() => 3) });

/** The title that the next letter is printed with. */
export const titleOf = (state: { name?: string; title?: string }): string | undefined =>
  (["title", "name"] as const).map((key) => state[key]).find((value) => value !== undefined);

/** Whether the claim of that number is so. */
export const claims: Readonly<Record<string, boolean>> = {
  c1: true,
  c2: false,
  c3: false,
  c4: false,
  c5: false,
  c6: false,
};
