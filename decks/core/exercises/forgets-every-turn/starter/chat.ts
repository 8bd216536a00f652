// A chat that remembers. Given: read it; it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

/** One turn: resolves with the texts that the model was shown, this one last. */
export type Turn = (text: string) => Promise<readonly string[]>;

/** What a chat is opened with: the saver of the service, and the thread of the conversation. */
export type OpenChat = (saver: BaseCheckpointSaver, thread: string) => Turn;

const State = Annotation.Root({
  /** Each turn appends its text. */
  texts: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

export const remembers: OpenChat = (saver, thread) => {
  const app = new StateGraph(State)
    .addNode("answer", () => ({}))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });
  return async (text) => (await app.invoke({ texts: [text] }, { configurable: { thread_id: thread } })).texts;
};
