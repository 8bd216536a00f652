// An account with a field of each kind: update one after the other and see what the reducers make of it.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Account = Annotation.Root({
  /** A later value replaces an earlier one. */
  plan: Annotation<string>,
  /** Amounts are added up. */
  balance: Annotation<number>({ reducer: (before, amount) => before + amount, default: () => 0 }),
  /** Notes are appended. */
  notes: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

const saver = await SqlJsSaver.open();

const accounts = new StateGraph(Account)
  .addNode("open", () => ({ notes: ["opened"] }))
  .addNode("greet", () => ({ notes: ["greeted"] }))
  .addEdge(START, "open")
  .addEdge("open", "greet")
  .addEdge("greet", END)
  .compile({ checkpointer: saver });

/** The graph that the lab updates. */
export const graphOf = () => accounts;

export async function main(): Promise<void> {
  const config = { configurable: { thread_id: "account-7" } };
  await accounts.invoke({ plan: "free", balance: 150 }, config);
  // Somebody wanted to set the balance to 100.
  await accounts.updateState(config, { balance: 100 });
}
