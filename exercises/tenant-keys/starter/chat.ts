// The assistant of all customers: it answers with what the thread knows. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const Chat = Annotation.Root({
  /** Everything that was said in the thread. */
  said: Annotation<string[]>({ reducer: (before, texts) => before.concat(texts), default: () => [] }),
});

export function buildChat(saver: BaseCheckpointSaver): Pregel<any, any> {
  const graph: any = new StateGraph(Chat);
  return graph
    .addNode("answer", () => ({}))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });
}

/** Says `text` in that thread and resolves with all that was said there. */
export async function say(chat: Pregel<any, any>, thread: string, text: string): Promise<string[]> {
  return (await chat.invoke({ said: [text] }, { configurable: { thread_id: thread } })).said;
}
