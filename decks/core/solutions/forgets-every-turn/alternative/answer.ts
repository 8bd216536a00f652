// The same three causes in other clothes: a saver that belongs to the turn, a thread made up anew, a plain channel.
import { Annotation, END, MemorySaver, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";
import { type OpenChat, remembers } from "./chat.ts";

export const first: OpenChat = (_saver, thread) => (text) => remembers(new MemorySaver(), thread)(text);

export const second: OpenChat = (saver, thread) => (text) => remembers(saver, `${thread} about ${text}`)(text);

const Plain = Annotation.Root({ texts: Annotation<string[]> });
const buildPlain = (saver: BaseCheckpointSaver) =>
  new StateGraph(Plain)
    .addNode("answer", ({ texts }) => ({ texts }))
    .addEdge(START, "answer")
    .addEdge("answer", END)
    .compile({ checkpointer: saver });

export const third: OpenChat = (saver, thread) => async (text) =>
  (await buildPlain(saver).invoke({ texts: [text] }, { configurable: { thread_id: thread } })).texts;
