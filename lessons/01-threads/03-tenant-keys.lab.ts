// Three customers whose names are joined with colons: count the threads.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Chat = Annotation.Root({
  /** Entries are appended. */
  said: Annotation<string[]>({ reducer: (before, texts) => before.concat(texts), default: () => [] }),
});

const chat = new StateGraph(Chat)
  .addNode("answer", ({ said }) => ({ said: [`I know of ${said.length}.`] }))
  .addEdge(START, "answer")
  .addEdge("answer", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => chat;

const joined = (...names: string[]) => names.join(":");

export async function main(): Promise<void> {
  const customers = [
    { id: joined("acme", "ada:home", "1"), says: "Ada's address is 12 Mill Lane" },
    { id: joined("acme:ada", "home", "1"), says: "Grace asks what is known" },
    { id: joined("acme", "ada", "home:1"), says: "Edsger asks, too" },
  ];
  for (const { id, says } of customers) {
    const { said } = await chat.invoke({ said: [says] }, { configurable: { thread_id: id } });
    console.log(id, "→", said.at(-1));
  }
}
