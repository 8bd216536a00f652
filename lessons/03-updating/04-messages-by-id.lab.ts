// A chat whose client lost an answer and sends everything again: once without ids, once with them.
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { END, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const saver = await SqlJsSaver.open();

const chat = new StateGraph(MessagesAnnotation)
  .addNode("answer", ({ messages }) => ({ messages: [new AIMessage(`I have read ${messages.length} messages.`)] }))
  .addEdge(START, "answer")
  .addEdge("answer", END)
  .compile({ checkpointer: saver });

/** The graph that the lab goes on in. */
export const graphOf = () => chat;

export async function main(): Promise<void> {
  for (const id of [undefined, "m1"]) {
    const config = { configurable: { thread_id: id ? "with ids" : "without ids" } };
    for (let time = 1; time <= 2; time++)
      await chat.invoke({ messages: [new HumanMessage({ id, content: "Hello?" })] }, config);
  }
}
