// Two runs of one thread at the same time, as from two replicas over one database, and an order that one of them left behind.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Order = Annotation.Root({
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** What `main` makes of the next node that runs. */
let meet = async (_node: string): Promise<void> => {};

const node = (name: string) => async () => {
  await meet(name);
  return { log: [name] };
};

const shop = new StateGraph(Order)
  .addNode("charge", node("charge"))
  .addNode("ship", node("ship"))
  .addEdge(START, "charge")
  .addEdge("charge", "ship")
  .addEdge("ship", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => shop;

export async function main(): Promise<void> {
  let begun = 0;
  let go = () => {};
  const both = new Promise<void>((resolve) => (go = resolve));
  meet = async (name) => {
    if (name !== "charge") return;
    if (++begun === 2) go();
    await both;
  };
  const ada = { configurable: { thread_id: "ada" } };
  await Promise.all([shop.invoke({ log: ["one teapot"] }, ada), shop.invoke({ log: ["two cups"] }, ada)]);
  console.log("ada: both calls have returned");

  const left = new Promise<void>((resolve) => {
    meet = async (name) => {
      if (name !== "ship") return;
      resolve();
      await new Promise(() => {});
    };
  });
  void shop.invoke({ log: ["one teapot"] }, { configurable: { thread_id: "ben" }, durability: "sync" });
  await left;
  meet = async () => {};
  console.log("ben: ship works, and never ends");
}
