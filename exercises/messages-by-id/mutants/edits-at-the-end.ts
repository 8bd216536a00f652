// Wrong: takes an edited message out and adds it again.
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
  const { values } = await chat.getState(config);
  const known = new Map<unknown, BaseMessage>(
    (values.messages ?? []).map((message: BaseMessage) => [message.id, message]),
  );

  const fresh = request.messages.filter(({ id }) => !known.has(id));
  const edited = request.messages.filter(({ id, text }) => known.has(id) && known.get(id)!.content !== text);
  const gone = request.removed.filter((id) => known.has(id));

  const messages = [
    ...gone.map((id) => new RemoveMessage({ id })),
    ...[...edited, ...fresh].map(({ id, text }) => new HumanMessage({ id, content: text })),
  ];
  const out = edited.map(({ id }) => new RemoveMessage({ id }));
  if (out.length > 0) await chat.updateState(config, { messages: out });
  if (fresh.length > 0) await chat.invoke({ messages }, config);
  else if (messages.length > 0) await chat.updateState(config, { messages });
}
