// Mail and charge run side by side, and charge fails. Look at what hangs from the last checkpoint, then go on from it.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const saver = await SqlJsSaver.open();
const THREAD = { configurable: { thread_id: "order-1" } };

/** Whether the card machine is down; only `main` says so. */
let fails = false;

const shop = new StateGraph(Order)
  .addNode("reserve", () => ({ log: ["reserved"] }))
  .addNode("mail", () => {
    console.log("a mail is sent");
    return { log: ["mail sent"] };
  })
  .addNode("charge", async () => {
    if (fails) {
      // So that the mail has been sent, and is known to be sent, before this fails.
      while (!(await isKept("mail sent"))) await new Promise((resolve) => setTimeout(resolve));
      throw new Error("card refused");
    }
    return { log: ["charged"] };
  })
  .addEdge(START, "reserve")
  .addEdge("reserve", "mail")
  .addEdge("reserve", "charge")
  .addEdge("mail", END)
  .addEdge("charge", END)
  .compile({ checkpointer: saver });

async function isKept(entry: string): Promise<boolean> {
  const writes = (await saver.getTuple(THREAD))?.pendingWrites ?? [];
  return writes.some(([, , value]) => Array.isArray(value) && value.includes(entry));
}

/** The graph of every thread, for the lab. */
export const graphOf = () => shop;

export async function main(): Promise<void> {
  fails = true;
  await shop.invoke({ log: ["three mugs"] }, THREAD).catch((error: Error) => {
    console.log("crashed:", error.message);
  });
  fails = false;
}
