// A loan that waits for its decision: fork its last checkpoint as one node, then as another, and look at what is next.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Loan = Annotation.Root({
  /** A later value replaces an earlier one. */
  amount: Annotation<number>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const saver = await SqlJsSaver.open();

const loans = new StateGraph(Loan)
  .addNode("intake", ({ amount }) => ({ log: [`intake: ${amount}`] }))
  .addNode("fraud", () => ({ log: ["fraud: nothing found"] }))
  .addNode("credit", ({ amount }) => ({ log: [`credit: good for ${amount}`] }))
  .addNode("decide", ({ amount }) => ({ log: [`decide: ${amount > 1_000 ? "no" : "yes"}`] }))
  .addNode("mail", ({ log }) => ({ log: [`mail: ${log.at(-1)}`] }))
  .addEdge(START, "intake")
  .addEdge("intake", "fraud")
  .addEdge("intake", "credit")
  .addEdge("fraud", "decide")
  .addEdge("credit", "decide")
  .addEdge("decide", "mail")
  .addEdge("mail", END)
  .compile({ checkpointer: saver, interruptBefore: ["decide"] });

/** The graph that the lab goes on in. */
export const graphOf = () => loans;

export async function main(): Promise<void> {
  await loans.invoke({ amount: 9_000 }, { configurable: { thread_id: "loan-12" } });
}
