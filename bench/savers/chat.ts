// The chat that every saver is measured with: two nodes, a message of about 200 bytes from each side, a profile that never changes.
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import type { BaseMessage } from "@langchain/core/messages";
import { Annotation, END, messagesStateReducer, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";

const State = Annotation.Root({
  messages: Annotation<BaseMessage[], BaseMessage[]>({ reducer: messagesStateReducer, default: () => [] }),
  turns: Annotation<number>(),
  profile: Annotation<object>(),
});

const profile = {
  name: "Ada",
  preferences: Array.from({ length: 12 }, (_, n) => ({ key: `preference-${n}`, value: "value ".repeat(8) + n })),
};

export const THREAD = { configurable: { thread_id: "chat", checkpoint_ns: "" } };

/** Four checkpoints and seven saver calls for each turn. */
export function chatGraph(checkpointer: BaseCheckpointSaver | undefined) {
  return new StateGraph(State)
    .addNode("model", ({ messages }) => ({ messages: [new AIMessage(words(messages.length))] }))
    .addNode("post", ({ turns }) => ({ turns: (turns ?? 0) + 1 }))
    .addEdge(START, "model")
    .addEdge("model", "post")
    .addEdge("post", END)
    .compile({ checkpointer });
}

export type ChatGraph = ReturnType<typeof chatGraph>;

/** What the user sends in turn `turn`, counted from 0. */
export function userInput(turn: number): { messages: BaseMessage[]; profile?: object } {
  return { messages: [new HumanMessage(words(2 * turn))], ...(turn === 0 && { profile }) };
}

/** About 200 bytes of pseudo-random words: text that compresses as poorly as speech, the same in every run. */
function words(seed: number): string {
  let state = (seed * 7919 + 17) >>> 0;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
  let text = `m${seed}`;
  while (text.length < 195) {
    const letters = Array.from({ length: 3 + next(7) }, () => String.fromCharCode(97 + next(26)));
    text += ` ${letters.join("")}`;
  }
  return text;
}
