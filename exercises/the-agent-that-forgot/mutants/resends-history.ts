// Wrong: keeps the lines of the conversation and sends them all again with every message.
import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import { END, MessagesAnnotation, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

/** Given the whole conversation so far, resolves with the answer. */
export type Model = (messages: BaseMessage[]) => Promise<string>;

/** The graph: one node, which asks the model. What it is to remember belongs into `saver`. */
export function buildChat(saver: BaseCheckpointSaver, model: Model) {
  return new StateGraph(MessagesAnnotation)
    .addNode("answer", async ({ messages }) => ({ messages: [new AIMessage(await model(messages))] }))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });
}

export type Chat = ReturnType<typeof buildChat>;

const shown = new Map<string, { role: string; content: string }[]>();

/** Says `text` in that conversation and resolves with the answer. */
export async function send(chat: Chat, conversation: string, text: string): Promise<string> {
  const config = { configurable: { thread_id: conversation } };
  const lines = [...(shown.get(conversation) ?? []), { role: "user", content: text }];
  const { messages } = await chat.invoke({ messages: lines }, config);
  const answer = String(messages.at(-1)?.content);
  shown.set(conversation, [...lines, { role: "assistant", content: answer }]);
  return answer;
}
