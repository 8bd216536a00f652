// News for a run that is over: once as an input to an old checkpoint, once written behind it. Count the look-ups.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const Desk = Annotation.Root({
  /** What the customer has said. Entries are appended. */
  said: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
  /** What was done about it. Entries are appended. */
  log: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const desk = new StateGraph(Desk)
  .addNode("look", ({ said }) => ({ log: [`looked up after ${said.length} said`] }))
  .addNode("draft", ({ said }) => ({ log: [`draft after ${said.length} said`] }))
  .addNode("send", ({ said }) => ({ log: [`sent after ${said.length} said`] }))
  .addEdge(START, "look")
  .addEdge("look", "draft")
  .addEdge("draft", "send")
  .addEdge("send", END)
  .compile({ checkpointer: await SqlJsSaver.open() });

/** The graph of every thread, for the lab. */
export const graphOf = () => desk;

/** A run, and the checkpoint at which draft comes next. */
async function beforeDraft(thread: string) {
  const config = { configurable: { thread_id: thread } };
  await desk.invoke({ said: ["Where is my order?"] }, config);
  for await (const row of desk.getStateHistory(config)) if (row.next[0] === "draft") return row;
  throw new Error("draft never came next");
}

export async function main(): Promise<void> {
  const news = { said: ["It is order 17"] };
  const first = await beforeDraft("as an input");
  console.log("As an input:", (await desk.invoke(news, first.config)).log);

  const second = await beforeDraft("on the way");
  const written = await desk.updateState(second.config, news, "look");
  console.log("On the way:", (await desk.invoke(null, written)).log);
}
