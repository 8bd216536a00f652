// The graph of this exercise: an account whose fields are of four kinds. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

/**
 * What the reducer of a field does with what is written to it:
 * "replace" takes it in place of the old value (there is no reducer), "add" adds numbers up, "append" puts a list behind
 * the list, "merge" copies the keys of an object over those that are there.
 */
export type Kind = "replace" | "add" | "append" | "merge";

/** Name of a field → its kind. */
export type Fields = Readonly<Record<string, Kind>>;

const CHANNELS = {
  replace: () => Annotation<unknown>(),
  add: () => Annotation<number>({ reducer: (before, more) => before + more, default: () => 0 }),
  append: () => Annotation<unknown[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
  merge: () => Annotation<object>({ reducer: (before, more) => ({ ...before, ...more }), default: () => ({}) }),
};

/** START → open → greet → END. The fields come with the input; `work` is told of each node that runs. */
export function buildAccount(
  saver: BaseCheckpointSaver,
  fields: Fields,
  work: (node: string) => Promise<void>,
): Pregel<any, any> {
  const state: any = Annotation.Root(
    Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, CHANNELS[kind]()])),
  );
  const node = (name: string) => async () => {
    await work(name);
    return {};
  };
  return new StateGraph(state)
    .addNode("open", node("open"))
    .addNode("greet", node("greet"))
    .addEdge(START, "open")
    .addEdge("open", "greet")
    .addEdge("greet", END)
    .compile({ checkpointer: saver }) as any;
}
