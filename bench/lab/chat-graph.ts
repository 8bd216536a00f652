// The chat of the lab's bench: three checkpoints for each turn, about 200 bytes from each side. Made in Node, read in the page.
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import type { BaseMessage } from "@langchain/core/messages";
import { Annotation, END, messagesStateReducer, START, StateGraph } from "@langchain/langgraph/web";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";

export const THREAD = { configurable: { thread_id: "chat" } };

const State = Annotation.Root({
  messages: Annotation<BaseMessage[], BaseMessage[]>({ reducer: messagesStateReducer, default: () => [] }),
});

export function chatGraph(checkpointer: BaseCheckpointSaver) {
  return new StateGraph(State)
    .addNode("answer", ({ messages }) => ({ messages: [new AIMessage(text(`answer ${messages.length}`))] }))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer });
}

export type ChatGraph = ReturnType<typeof chatGraph>;

export async function takeTurn(graph: ChatGraph, turn: number): Promise<void> {
  await graph.invoke({ messages: [new HumanMessage(text(`question ${turn}`))] }, THREAD);
}

/** Runs again from the checkpoint before the answer of the latest turn: a copy and what follows, two checkpoints more. */
export async function fork(graph: ChatGraph): Promise<void> {
  const { parentConfig } = await graph.getState(THREAD);
  await graph.invoke(null, parentConfig);
}

function text(about: string): string {
  return `${about} ${"some words of it ".repeat(12)}`.slice(0, 200);
}
