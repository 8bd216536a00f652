// Wrong: a renamed field, as if its values moved along.
import { Annotation } from "@langchain/langgraph";

/** The state of version 2. */
export const State = Annotation.Root({
  title: Annotation<string>,
  priority: Annotation<number>({ reducer: (_, next) => next, default: () => 3 }),
});

/** The title that the next letter is printed with. */
export const titleOf = (state: { name?: string; title?: string }): string | undefined => state.title ?? state.name;

/** Whether the claim of that number is so. */
export const claims: Readonly<Record<string, boolean>> = {
  c1: true,
  c2: false,
  c3: true,
  c4: true,
  c5: false,
  c6: false,
};
