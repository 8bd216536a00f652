// The same three causes in other clothes: a saver that belongs to the turn, a thread made up anew, a plain channel.
import { Annotation, END, MemorySaver, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

type OpenChat = (saver: BaseCheckpointSaver, thread: string) => (text: string) => Promise<readonly string[]>;

const Appending = Annotation.Root({
  texts: Annotation<string[]>({ reducer: (before, more) => [...before, ...more], default: () => [] }),
});
const Plain = Annotation.Root({ texts: Annotation<string[]> });

async function turn(State: typeof Appending | typeof Plain, saver: BaseCheckpointSaver, thread: string, text: string) {
  const graph: any = new StateGraph(State as typeof Plain);
  const app = graph
    .addNode("answer", () => ({}))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });
  const { texts } = await app.invoke({ texts: [text] }, { configurable: { thread_id: thread } });
  return texts as string[];
}

export const first: OpenChat = (_saver, thread) => (text) => turn(Appending, new MemorySaver(), thread, text);
export const second: OpenChat = (saver, thread) => (text) => turn(Appending, saver, `${thread} about ${text}`, text);
export const third: OpenChat = (saver, thread) => (text) => turn(Plain, saver, thread, text);
