// The old channel stays as long as old threads do: what has no channel is dropped with the next write.
import { Annotation } from "@langchain/langgraph";

/** The state of version 2. */
export const State = Annotation.Root({
  name: Annotation<string>,
  title: Annotation<string>,
  priority: Annotation<number>({ reducer: (_, next) => next, default: () => 3 }),
});

/** The title that the next letter is printed with. */
export const titleOf = (state: { name?: string; title?: string }): string | undefined => state.title ?? state.name;

/** Whether the claim of that number is so. */
export const claims: Readonly<Record<string, boolean>> = {
  c1: true,
  c2: false,
  c3: false,
  c4: false,
  c5: false,
  c6: false,
};
