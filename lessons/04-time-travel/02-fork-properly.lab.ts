// The ticket of this lesson, sorted wrongly: go back to where `classify` has run, and correct it.
import { Annotation, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Ticket = Annotation.Root({
  /** A later value replaces an earlier one. */
  category: Annotation<string>,
  /** Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const saver = await SqlJsSaver.open();

const tickets = new StateGraph(Ticket)
  .addNode("classify", () => ({ category: "complaint", log: ["classify: complaint"] }))
  .addNode("draft", ({ category }) => ({ log: [`draft: an answer to a ${category}`] }))
  .addNode("send", ({ category }) => {
    // The run stops here until somebody answers, so that looking around sends no mail.
    const answer = interrupt(`Send the mail for a ${category}?`);
    return { log: [answer === "yes" ? `send: ${category}` : "send: nothing was sent"] };
  })
  .addEdge(START, "classify")
  .addEdge("classify", "draft")
  .addEdge("draft", "send")
  .addEdge("send", END)
  .compile({ checkpointer: saver });

/** The graph that the lab goes back in. */
export const graphOf = () => tickets;

export async function main(): Promise<void> {
  await tickets.invoke({ log: ["at 14:03"] }, { configurable: { thread_id: "ticket-1" } });
}
