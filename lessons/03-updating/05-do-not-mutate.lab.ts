// Two orders, packed by two kinds of nodes: compare what the program prints with what the database holds.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
  sent: Annotation<boolean>,
});

const saver = await SqlJsSaver.open();

const build = (pack: (state: typeof Order.State) => object) =>
  new StateGraph(Order)
    .addNode("pack", pack)
    .addNode("send", () => ({ sent: true }))
    .addEdge(START, "pack")
    .addEdge("pack", "send")
    .addEdge("send", END)
    .compile({ checkpointer: saver });

const pushing = build(({ log }) => {
  log.push("packed");
  return {};
});
const returning = build(() => ({ log: ["packed"] }));

/** The graph of each thread, for the lab. */
export const graphOf = (thread: string) => (thread === "pushed" ? pushing : returning);

export async function main(): Promise<void> {
  for (const thread of ["pushed", "returned"]) {
    const { log } = await graphOf(thread).invoke({ log: ["paid"] }, { configurable: { thread_id: thread } });
    console.log(`${thread}: the caller was given ${log.join(", ")}`);
  }
}
