// Run this: the state of a call as the call returns it. What is read back, the form asks. Given.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const app = new StateGraph(Annotation.Root({ when: Annotation<unknown> }))
  .addNode("put", () => ({ when: new Date(0) }))
  .addEdge(START, "put")
  .addEdge("put", END)
  .compile({ checkpointer: await SqlJsSaver.open() });
const { when } = await app.invoke({}, { configurable: { thread_id: "thread-1" } });
console.log("invoke returns a Date:", when instanceof Date);
