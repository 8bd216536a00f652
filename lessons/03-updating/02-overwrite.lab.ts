// A chat with a card number in it, redacted with Overwrite: compare the last checkpoint with those above it.
import { Annotation, END, Overwrite, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Chat = Annotation.Root({
  /** Notes are appended. */
  notes: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

const saver = await SqlJsSaver.open();

const chat = new StateGraph(Chat)
  .addNode("answer", ({ notes }) => ({ notes: [`answered: ${notes.length} notes read`] }))
  .addEdge(START, "answer")
  .addEdge("answer", END)
  .compile({ checkpointer: saver });

/** The graph that the lab goes back in. */
export const graphOf = () => chat;

export async function main(): Promise<void> {
  const config = { configurable: { thread_id: "chat-3" } };
  await chat.invoke({ notes: ["my card is 4711 0815"] }, config);
  const { values } = await chat.getState(config);
  const clean = values.notes.filter((note: string) => !note.includes("4711"));
  await chat.updateState(config, { notes: new Overwrite(clean) });
}
