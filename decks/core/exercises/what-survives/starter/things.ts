// Five places where a chat keeps something. Given: it is put back before grading.
import {
  Annotation,
  Command,
  END,
  InMemoryStore,
  MemorySaver,
  START,
  StateGraph,
  interrupt,
  type BaseCheckpointSaver,
} from "@langchain/langgraph";

const State = Annotation.Root({
  /** Everything that was said; new entries are appended. */
  said: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** START → listen → END; where it asks, listen waits for a person and notes the answer. */
function buildChat(saver: BaseCheckpointSaver, asks = false) {
  const graph: any = new StateGraph(State);
  return graph
    .addNode("listen", () => (asks ? { said: [interrupt("May I?")] } : {}))
    .addEdge(START, "listen")
    .addEdge("listen", END)
    .compile({ checkpointer: saver });
}

const inMemory = new MemorySaver();
const store = new InMemoryStore();
const notes = new Map<string, string>();

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

/** Puts the text everywhere, under the key. `saver` is over a file. */
export async function keep(saver: BaseCheckpointSaver, key: string, text: string): Promise<void> {
  await buildChat(saver).invoke({ said: [text] }, onThread(key));
  await buildChat(saver, true).invoke({ said: [text] }, onThread(`${key}-asks`));
  await buildChat(inMemory).invoke({ said: [text] }, onThread(key));
  await store.put(["notes"], key, { text });
  notes.set(key, text);
}

/** In which of the places the text can be found; of the question: whether an answer still reaches it. */
export async function find(saver: BaseCheckpointSaver, key: string, text: string): Promise<Record<string, boolean>> {
  const saidIn = async (from: BaseCheckpointSaver) => (await buildChat(from).getState(onThread(key))).values.said ?? [];
  const answered = await buildChat(saver, true)
    .invoke(new Command({ resume: "yes" }), onThread(`${key}-asks`))
    .then(
      ({ said }: typeof State.State) => said.join() === `${text},yes`,
      () => false,
    );
  return {
    file: (await saidIn(saver)).includes(text),
    question: answered,
    memory: (await saidIn(inMemory)).includes(text),
    store: (await store.get(["notes"], key))?.value.text === text,
    variable: notes.get(key) === text,
  };
}
