// Notes over a graph, and a graph with another inside. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const State = Annotation.Root({
  /** The input and the nodes append. */
  log: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

const row = (name: string) =>
  new StateGraph(State)
    .addNode(name, () => ({}))
    .addEdge(START, name)
    .addEdge(name, END);

/** Notes that are kept in threads. */
export class Notes {
  readonly #app;
  readonly #isSeparate;

  /** `isSeparate`: a world in which a namespace that is passed makes a history of its own. */
  constructor(saver: BaseCheckpointSaver, isSeparate: boolean) {
    this.#app = row("note").compile({ checkpointer: saver });
    this.#isSeparate = isSeparate;
  }

  /** Runs the graph with that note. Resolves with the notes that the run has then, this one last. */
  async add(note: string, thread: string, checkpoint_ns: string): Promise<string[]> {
    return (await this.#app.invoke({ log: [note] }, this.#config(thread, checkpoint_ns))).log;
  }

  #config(thread: string, checkpoint_ns: string) {
    if (this.#isSeparate) return { configurable: { thread_id: `${thread}|${checkpoint_ns}` } };
    return { configurable: { thread_id: thread, checkpoint_ns } };
  }
}

export const openNotes = (saver: BaseCheckpointSaver, isSeparate: boolean) => new Notes(saver, isSeparate);

/** START → inner → END, and `inner` is a graph itself. `checkpointer: true` makes it a stateful one. */
export function buildNested(saver: BaseCheckpointSaver, isStateful: boolean) {
  const inner = isStateful ? row("leaf").compile({ checkpointer: true }) : row("leaf").compile();
  return new StateGraph(State)
    .addNode("inner", inner)
    .addEdge(START, "inner")
    .addEdge("inner", END)
    .compile({ checkpointer: saver });
}
