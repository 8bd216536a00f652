// One replica of a chat: a graph over a saver. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const State = Annotation.Root({
  /** Everything that was said; new entries are appended. */
  said: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** What the balancer hands a request to. */
export interface Replica {
  /** Resolves with everything that was said on the thread, as this replica knows it. */
  say(thread: string, text: string): Promise<string[]>;
}

export function openReplica(saver: BaseCheckpointSaver): Replica {
  const graph: any = new StateGraph(State);
  const app = graph
    .addNode("listen", () => ({}))
    .addEdge(START, "listen")
    .addEdge("listen", END)
    .compile({ checkpointer: saver });
  return {
    async say(thread, text) {
      return (await app.invoke({ said: [text] }, { configurable: { thread_id: thread } })).said;
    },
  };
}
