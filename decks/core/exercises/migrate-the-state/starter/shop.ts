// Last month's graph, this month's graph over your state, and graphs for the claims. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, StateSchema, type BaseCheckpointSaver } from "@langchain/langgraph";
import { z } from "zod";
import { State, titleOf } from "./answer.ts";

export type Told = (what: unknown) => unknown;

const OldState = Annotation.Root({ name: Annotation<string> });

/** START → greet → print → END, with that state. `print` tells what `read` finds. */
function build(schema: any, saver: BaseCheckpointSaver, told: Told, read: (state: any) => unknown) {
  const graph: any = new StateGraph(schema);
  return graph
    .addNode("greet", () => ({}))
    .addNode("print", async (state: object) => {
      await told(read(state));
      return {};
    })
    .addEdge(START, "greet")
    .addEdge("greet", "print")
    .addEdge("print", END)
    .compile({ checkpointer: saver });
}

/** Version 1: the state has a `name`. */
export const buildOld = (saver: BaseCheckpointSaver, told: Told) => build(OldState, saver, told, ({ name }) => name);

/** Version 2: your state; `print` tells what `titleOf` finds, and the priority. */
export const buildNew = (saver: BaseCheckpointSaver, told: Told) =>
  build(State, saver, told, (state) => ({ title: titleOf(state) ?? null, priority: state.priority ?? null }));

const replaced = () => Annotation<any>({ reducer: (_, next) => next, default: () => "the default" });

/** The states that the claims speak of; `print` tells what it finds in them. */
const CLAIMED: Readonly<Record<string, () => any>> = {
  "with-default": () => Annotation.Root({ name: Annotation<string>, added: replaced() }),
  "without-default": () => Annotation.Root({ name: Annotation<string>, added: Annotation<string> }),
  renamed: () => Annotation.Root({ title: Annotation<string>, note: Annotation<string> }),
  list: () => Annotation.Root({ name: Annotation<any>({ reducer: (a, b) => a.concat(b), default: () => [] }) }),
  checked: () => new StateSchema({ name: z.number(), note: z.string() }),
};

export const buildClaimed = (which: string, saver: BaseCheckpointSaver, told: Told) =>
  build(CLAIMED[which]!(), saver, told, (state) => ({ ...state }));
