// The graph of the note app: what one save runs. Given: read it; it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const Note = Annotation.Root({
  /** One value: a later one replaces it. */
  text: Annotation<string>,
  /** Absent until the first save is over. */
  version: Annotation<number>,
});

/** START → tidy → count → END. Each note is a thread. */
export const buildNotes = (saver: BaseCheckpointSaver) =>
  new StateGraph(Note)
    .addNode("tidy", ({ text }) => ({ text: text.trim().replace(/\s+/g, " ") }))
    .addNode("count", ({ version }) => ({ version: (version ?? 0) + 1 }))
    .addEdge(START, "tidy")
    .addEdge("tidy", "count")
    .addEdge("count", END)
    .compile({ checkpointer: saver });
