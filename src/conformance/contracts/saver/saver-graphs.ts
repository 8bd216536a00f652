// The small graphs that some rules run on a saver. Types only: a subject builds them, so that this package needs no LangGraph.
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";

/** As much of a compiled graph as the rules use. */
export interface Graph {
  invoke(input: unknown, options: object): Promise<any>;
  getState(config: object, options?: object): Promise<any>;
  getStateHistory(config: object): AsyncIterable<any>;
  updateState(config: object, values: object): Promise<any>;
}

export interface SaverGraphs {
  /** Channel `said`, a list that grows: a node "echo" adds `echo <last>`, a node "count" sets `turns` to how many were said. */
  echo(saver: BaseCheckpointSaver): Graph;
  /** Like `echo`, but a node "ask" interrupts once for each of the questions and adds the answers. */
  asking(saver: BaseCheckpointSaver, questions: readonly string[]): Graph;
  /** Two nodes side by side: "good" adds "good"; "bad" throws in its first run and then adds "bad". `ran` is told each start. */
  sideBySide(saver: BaseCheckpointSaver, ran: (node: string) => void): Graph;
  /** A node "child" is a graph of its own, which adds "from the child" and then asks as `asking` does. */
  nested(saver: BaseCheckpointSaver, question: string): Graph;
  /** `said` filled by three tasks that a node sends to one worker: "worker 1" and so on. */
  fanOut(saver: BaseCheckpointSaver): Graph;
  /** Channel `messages` of LangChain messages; a node answers with one that has a tool call and token counts. */
  messages(saver: BaseCheckpointSaver): Graph;
  /** The input that answers a pending interrupt. */
  resume(answer: unknown): unknown;
  /** The class of each message, in a word: "human", "ai"; "none" for what is no instance of a message class. */
  kindOf(message: unknown): string;
}
