// Two people, four conversations: look for their owners in the database of the saver.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Chat = Annotation.Root({
  /** Entries are appended. */
  said: Annotation<string[]>({ reducer: (before, texts) => before.concat(texts), default: () => [] }),
});

const saver = await SqlJsSaver.open();

const chat = new StateGraph(Chat)
  .addNode("answer", ({ said }) => ({ said: [`That was message ${Math.ceil(said.length / 2)}.`] }))
  .addEdge(START, "answer")
  .addEdge("answer", END)
  .compile({ checkpointer: saver });

/** The graph of every thread, for the lab. */
export const graphOf = () => chat;

export async function main(): Promise<void> {
  const conversations = [
    { id: "7f3a", owner: "ada", title: "Holidays" },
    { id: "91c0", owner: "ada", title: "Taxes" },
    { id: "b2e8", owner: "grace", title: "Holidays" },
  ];
  for (const { id, owner, title } of conversations) {
    const config = { configurable: { thread_id: id, owner, title }, metadata: { owner, title } };
    await chat.invoke({ said: [`Let us talk about ${title}`] }, config);
  }
  // The fourth was opened and has a title, but nobody has said anything yet.
  console.log({ id: "d441", owner: "ada", title: "A surprise" });

  let rows = 0;
  for await (const _ of saver.list({})) rows += 1;
  console.log(`${rows} checkpoints, and no owner among them`);
}
