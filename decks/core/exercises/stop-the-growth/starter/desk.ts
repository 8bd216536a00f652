// A desk that answers, or asks a person first; and what a colleague does against its growth. Given: it is put back before
// grading.
import {
  Annotation,
  END,
  START,
  StateGraph,
  interrupt,
  type BaseCheckpointSaver,
  type Pregel,
} from "@langchain/langgraph";

const State = Annotation.Root({
  /** Everything that was said; new entries are appended. */
  said: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → answer → END. A text that ends with a question mark makes it wait for a person. */
export function buildDesk(saver: BaseCheckpointSaver): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  return graph
    .addNode("answer", ({ said }: typeof State.State) =>
      said.at(-1)?.endsWith("?") ? { said: [interrupt("What shall I say?")] } : { said: ["noted"] },
    )
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });
}

/** The colleague's: the newest `keep` checkpoints of the database stay, and a thread of which none is left is deleted. */
export async function keepNewestOfAll(saver: BaseCheckpointSaver, keep: number): Promise<void> {
  const seen: { thread: string; id: string }[] = [];
  for await (const { config, checkpoint } of saver.list({}))
    seen.push({ thread: String(config.configurable?.thread_id), id: checkpoint.id });
  const newest = seen.sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, keep);
  for (const thread of new Set(seen.map((row) => row.thread)))
    if (!newest.some((row) => row.thread === thread)) await saver.deleteThread(thread);
}
