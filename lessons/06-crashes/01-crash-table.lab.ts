// Three orders, one in each durability, each cut off while ship works: nobody waits for them any more.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** Only `main` lets ship work for ever. */
let worksForEver = false;
let begun = () => {};

const shop = new StateGraph(Order)
  .addNode("charge", () => ({ log: ["charged"] }))
  .addNode("ship", () => {
    begun();
    return worksForEver ? new Promise<never>(() => {}) : { log: ["shipped"] };
  })
  .addEdge(START, "charge")
  .addEdge("charge", "ship")
  .addEdge("ship", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => shop;

export async function main(): Promise<void> {
  worksForEver = true;
  for (const durability of ["sync", "async", "exit"] as const) {
    const shipBegins = new Promise<void>((resolve) => (begun = resolve));
    void shop.invoke({ log: ["one teapot"] }, { configurable: { thread_id: durability }, durability });
    await shipBegins;
    console.log(`${durability}: ship works, and never ends`);
  }
  worksForEver = false;
}
