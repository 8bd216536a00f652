// A node that notes what it is told, in the state and in a store. Given: it is put back before grading.
import {
  Annotation,
  END,
  START,
  StateGraph,
  type BaseCheckpointSaver,
  type BaseStore,
  type LangGraphRunnableConfig,
  type Pregel,
} from "@langchain/langgraph";

const State = Annotation.Root({
  /** What is to be noted. */
  told: Annotation<Record<string, string>>,
  /** The note. No reducer. */
  note: Annotation<Record<string, string>>,
});

/** START → write → END. Whether the node fails behind its put is asked each time. */
export function buildNotes(
  saver: BaseCheckpointSaver,
  store: BaseStore,
  fails: () => Promise<boolean>,
): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  return graph
    .addNode("write", async ({ told }: typeof State.State, { store: given }: LangGraphRunnableConfig) => {
      await given!.put(["notes"], "note", told);
      if (await fails()) throw new Error("the note was made, then the node failed");
      return { note: told };
    })
    .addEdge(START, "write")
    .addEdge("write", END)
    .compile({ checkpointer: saver, store });
}
