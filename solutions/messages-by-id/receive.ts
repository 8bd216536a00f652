// The endpoint of the chat: takes what a client sends, however often it sends it.
import { type BaseMessage, HumanMessage, RemoveMessage } from "@langchain/core/messages";
import type { Pregel } from "@langchain/langgraph";

/** The client sends all its messages each time, and the ids of those that were deleted. It names each message itself. */
interface Request {
  readonly messages: readonly { readonly id: string; readonly text: string }[];
  readonly removed: readonly string[];
}

/** Brings the thread in line with the request. Asks the model once if there is a new message, and not at all otherwise. */
export async function receive(chat: Pregel<any, any>, thread: string, request: Request): Promise<void> {
  const config = { configurable: { thread_id: thread } };
  // The thread knows what has arrived. A variable of the program would forget it with the program.
  const { values } = await chat.getState(config);
  const known = new Map<unknown, BaseMessage>(
    (values.messages ?? []).map((message: BaseMessage) => [message.id, message]),
  );

  const fresh = request.messages.filter(({ id }) => !known.has(id));
  const edited = request.messages.filter(({ id, text }) => known.has(id) && known.get(id)!.content !== text);
  // Removing what is not there throws, and takes the rest of the request with it.
  const gone = request.removed.filter((id) => known.has(id));

  const messages = [
    ...gone.map((id) => new RemoveMessage({ id })),
    // The id decides: a known one takes its old place, a new one comes last.
    ...[...edited, ...fresh].map(({ id, text }) => new HumanMessage({ id, content: text })),
  ];
  // An input runs the node, even if it changes no message. What is not new goes in by an update, which runs nothing.
  if (fresh.length > 0) await chat.invoke({ messages }, config);
  else if (messages.length > 0) await chat.updateState(config, { messages });
}
