// A ticket and two forks of it, the second a fork of the first: where did two of their ends part?
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Ticket = Annotation.Root({
  category: Annotation<string>,
  tone: Annotation<string>,
  answer: Annotation<string>,
});

const tickets = new StateGraph(Ticket)
  .addNode("classify", () => ({ category: "complaint" }))
  .addNode("choose", () => ({ tone: "formal" }))
  .addNode("draft", ({ category, tone }) => ({ answer: `a ${tone} answer to a ${category}` }))
  .addEdge(START, "classify")
  .addEdge("classify", "choose")
  .addEdge("choose", "draft")
  .addEdge("draft", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph that the lab goes back in. */
export const graphOf = () => tickets;

const thread = { configurable: { thread_id: "ticket-1" } };

/** The newest checkpoint before that node. */
async function before(node: string) {
  for await (const { config, next } of tickets.getStateHistory(thread)) if (next[0] === node) return config;
  throw new Error(`nothing comes before ${node}`);
}

export async function main(): Promise<void> {
  await tickets.invoke({}, thread);
  await tickets.invoke(null, await tickets.updateState(await before("choose"), { category: "refund" }, "classify"));
  await tickets.invoke(null, await tickets.updateState(await before("draft"), { tone: "warm" }, "choose"));
}
