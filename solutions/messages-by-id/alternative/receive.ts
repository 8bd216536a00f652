// The same endpoint, built another way: it works out the whole conversation, and writes it over the old one.
import { type BaseMessage, HumanMessage, RemoveMessage } from "@langchain/core/messages";
import { type Pregel, REMOVE_ALL_MESSAGES } from "@langchain/langgraph";

interface Request {
  readonly messages: readonly { readonly id: string; readonly text: string }[];
  readonly removed: readonly string[];
}

export async function receive(chat: Pregel<any, any>, thread: string, { messages, removed }: Request): Promise<void> {
  const config = { configurable: { thread_id: thread } };
  const before: BaseMessage[] = (await chat.getState(config)).values.messages ?? [];
  const texts = new Map(messages.map(({ id, text }) => [id, text]));

  const after = before
    .filter(({ id }) => !removed.includes(id!))
    .map((message) => {
      const text = texts.get(message.id!);
      return text === undefined || text === message.content
        ? message
        : new HumanMessage({ id: message.id, content: text });
    });
  const kept = after.length;
  for (const { id, text } of messages)
    if (!before.some((message) => message.id === id)) after.push(new HumanMessage({ id, content: text }));

  const conversation = { messages: [new RemoveMessage({ id: REMOVE_ALL_MESSAGES }), ...after] };
  if (after.length > kept) await chat.invoke(conversation, config);
  else if (kept < before.length || after.some((message, n) => message !== before[n]))
    await chat.updateState(config, conversation, "answer");
}
