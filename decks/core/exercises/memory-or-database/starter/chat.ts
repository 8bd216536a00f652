// A chat over either saver. Given: it is put back before grading.
import { Annotation, END, MemorySaver, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const State = Annotation.Root({
  /** The input and the node append. */
  log: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
  when: Annotation<Date>,
});

/** START → answer → END. The node notes the time as a Date. */
export function buildChat(saver: BaseCheckpointSaver) {
  return new StateGraph(State)
    .addNode("answer", () => ({ log: ["answered"], when: new Date(0) }))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });
}

/** The saver of the left column. That of the right one is a SqlJsSaver. */
export const openMemory = (): BaseCheckpointSaver => new MemorySaver();

/** Another object of the same class, as another part of the program makes it: over the same database, if there is one. */
export const another = (saver: BaseCheckpointSaver): BaseCheckpointSaver =>
  saver instanceof SqlJsSaver ? new SqlJsSaver(saver.database) : new MemorySaver();

/** Calls the chat, changes what the call has given back, and says whether a reader sees the change. */
export async function changeResult(saver: BaseCheckpointSaver, thread: string): Promise<boolean> {
  const config = { configurable: { thread_id: thread } };
  const result = await buildChat(saver).invoke({ log: ["hello"] }, config);
  result.log.push("changed");
  return (await buildChat(saver).getState(config)).values.log.includes("changed");
}

/** Whether the Date is one when it is read back. */
export async function keepsDates(saver: BaseCheckpointSaver, thread: string): Promise<boolean> {
  const config = { configurable: { thread_id: thread } };
  await buildChat(saver).invoke({ log: ["hello"] }, config);
  return (await buildChat(saver).getState(config)).values.when instanceof Date;
}
