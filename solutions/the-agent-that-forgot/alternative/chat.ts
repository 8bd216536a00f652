// The same memory without a graph: an entrypoint that is handed what it saved last time on this thread.
import { AIMessage, HumanMessage, type BaseMessage } from "@langchain/core/messages";
import { entrypoint, getPreviousState, type BaseCheckpointSaver } from "@langchain/langgraph";

/** Given the whole conversation so far, resolves with the answer. */
export type Model = (messages: BaseMessage[]) => Promise<string>;

export function buildChat(saver: BaseCheckpointSaver, model: Model) {
  return entrypoint({ name: "chat", checkpointer: saver }, async (text: string) => {
    const asked = [...(getPreviousState<BaseMessage[]>() ?? []), new HumanMessage(text)];
    const answer = await model(asked);
    // `value` goes to the caller, `save` is what the next call on the thread finds.
    return entrypoint.final({ value: answer, save: [...asked, new AIMessage(answer)] });
  });
}

export type Chat = ReturnType<typeof buildChat>;

/** Says `text` in that conversation and resolves with the answer. */
export function send(chat: Chat, conversation: string, text: string): Promise<string> {
  return chat.invoke(text, { configurable: { thread_id: conversation } });
}
