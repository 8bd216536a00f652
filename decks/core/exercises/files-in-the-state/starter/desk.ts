// A desk that gets one file per turn, and tidies up with your function. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";
import { tidy } from "./answer.ts";

export interface Paper {
  readonly text: string;
  /** The turn in which it came. */
  readonly turn: number;
  readonly isPinned: boolean;
}

/** By name; null in an update takes the file away. */
export type Files = Readonly<Record<string, Paper>>;
export type FilesUpdate = Readonly<Record<string, Paper | null>>;

const State = Annotation.Root({
  files: Annotation<Files, FilesUpdate>({
    reducer: (before, update) =>
      Object.fromEntries(
        Object.entries({ ...before, ...update }).filter((entry): entry is [string, Paper] => entry[1] !== null),
      ),
    default: () => ({}),
  }),
});

/** START → tidy → END. The input of a turn is its file. */
export function buildDesk(saver: BaseCheckpointSaver) {
  return new StateGraph(State)
    .addNode("tidy", ({ files }) => ({ files: tidy(files) }))
    .addEdge(START, "tidy")
    .addEdge("tidy", END)
    .compile({ checkpointer: saver });
}
