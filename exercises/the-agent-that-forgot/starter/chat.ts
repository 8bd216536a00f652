// A chat with a language model. Customers complain that it forgets them
// from one message to the next.
import { AIMessage, HumanMessage, type BaseMessage } from "@langchain/core/messages";
import { END, MessagesAnnotation, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

/** Given the whole conversation so far, resolves with the answer. */
export type Model = (messages: BaseMessage[]) => Promise<string>;

/** The graph: one node, which asks the model. What it is to remember belongs into `saver`. */
export function buildChat(saver: BaseCheckpointSaver, model: Model) {
  return new StateGraph(MessagesAnnotation)
    .addNode("answer", async ({ messages }) => ({ messages: [new AIMessage(await model(messages))] }))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile();
}

export type Chat = ReturnType<typeof buildChat>;

/** Says `text` in that conversation and resolves with the answer. */
export async function send(chat: Chat, conversation: string, text: string): Promise<string> {
  const { messages } = await chat.invoke({ messages: [new HumanMessage(text)] });
  return String(messages.at(-1)?.content);
}
