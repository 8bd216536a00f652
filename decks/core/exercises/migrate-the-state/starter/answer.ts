// Your answer: the state of version 2, how its title is read, and a verdict on six claims.
import { Annotation } from "@langchain/langgraph";

/** The state of version 2. */
export const State = Annotation.Root({
  title: Annotation<string>,
  priority: Annotation<number>,
});

/** The title that the next letter is printed with. */
export const titleOf = (state: { name?: string; title?: string }): string | undefined => state.title;

/** Whether the claim of that number is so. */
export const claims: Readonly<Record<string, boolean>> = {};
