// No checkpointer; another thread in each turn; a list that is replaced.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

type OpenChat = (saver: BaseCheckpointSaver, thread: string) => (text: string) => Promise<readonly string[]>;

const appending = Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] });
const replacing = Annotation<string[]>({ reducer: (_, next) => next, default: () => [] });

function build(texts: typeof appending, checkpointer?: BaseCheckpointSaver) {
  return new StateGraph(Annotation.Root({ texts }))
    .addNode("answer", () => ({}))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile(checkpointer ? { checkpointer } : {});
}
const on = (thread: string) => ({ configurable: { thread_id: thread } });

export const first: OpenChat = (_saver, thread) => {
  const app = build(appending);
  return async (text) => (await app.invoke({ texts: [text] }, on(thread))).texts;
};

export const second: OpenChat = (saver, thread) => {
  const app = build(appending, saver);
  let turns = 0;
  return async (text) => (await app.invoke({ texts: [text] }, on(`${thread}-${++turns}`))).texts;
};

export const third: OpenChat = (saver, thread) => {
  const app = build(replacing, saver);
  return async (text) => (await app.invoke({ texts: [text] }, on(thread))).texts;
};
