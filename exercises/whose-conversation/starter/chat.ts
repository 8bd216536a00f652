// The chat of this exercise. A text that ends with "?" waits for a person. Given: it is put back before grading.
import {
  Annotation,
  END,
  interrupt,
  START,
  StateGraph,
  type BaseCheckpointSaver,
  type Pregel,
} from "@langchain/langgraph";

const Chat = Annotation.Root({
  said: Annotation<string[]>({ reducer: (before, texts) => before.concat(texts), default: () => [] }),
});

export function buildChat(saver: BaseCheckpointSaver): Pregel<any, any> {
  const graph: any = new StateGraph(Chat);
  return graph
    .addNode("answer", ({ said }: typeof Chat.State) =>
      said.at(-1)?.endsWith("?") ? { said: [interrupt("Who knows?")] } : {},
    )
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });
}

/** Says `text` in that conversation and resolves with all that was said there. */
export async function say(chat: Pregel<any, any>, conversation: string, text: string): Promise<string[]> {
  return (await chat.invoke({ said: [text] }, { configurable: { thread_id: conversation } })).said;
}
