// A note, saved three times. Each save is three checkpoints; which of them would you call a version?
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Note = Annotation.Root({ text: Annotation<string>, version: Annotation<number> });

const notes = new StateGraph(Note)
  .addNode("count", ({ version }) => ({ version: (version ?? 0) + 1 }))
  .addEdge(START, "count")
  .addEdge("count", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph that the lab goes back in. */
export const graphOf = () => notes;

export async function main(): Promise<void> {
  for (const text of ["Closed on Sundays.", "Closed on Mondays.", "Open every day."])
    await notes.invoke({ text }, { configurable: { thread_id: "opening hours" } });
}
