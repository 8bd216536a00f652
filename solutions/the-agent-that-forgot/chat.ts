// A chat with a language model that remembers each conversation.
import { AIMessage, HumanMessage, type BaseMessage } from "@langchain/core/messages";
import { END, MessagesAnnotation, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

/** Given the whole conversation so far, resolves with the answer. */
export type Model = (messages: BaseMessage[]) => Promise<string>;

/** The graph: one node, which asks the model. What it is to remember belongs into `saver`. */
export function buildChat(saver: BaseCheckpointSaver, model: Model) {
  return (
    new StateGraph(MessagesAnnotation)
      .addNode("answer", async ({ messages }) => ({ messages: [new AIMessage(await model(messages))] }))
      .addEdge(START, "answer")
      .addEdge("answer", END)
      // Without a checkpointer a graph starts every call from nothing, and nothing warns about it.
      .compile({ checkpointer: saver })
  );
}

export type Chat = ReturnType<typeof buildChat>;

/** Says `text` in that conversation and resolves with the answer. */
export async function send(chat: Chat, conversation: string, text: string): Promise<string> {
  // The conversation's own id, given by the caller: an id made here would be a new memory with every message.
  const config = { configurable: { thread_id: conversation } };
  // Only the new message: the reducer of MessagesAnnotation appends it to what the thread already holds.
  const { messages } = await chat.invoke({ messages: [new HumanMessage(text)] }, config);
  return String(messages.at(-1)?.content);
}
