// A list in the state, and five ways to add "new" to it. Given: it is put back before grading.
import { Annotation, Command, END, Overwrite, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const Plain = Annotation.Root({ list: Annotation<any> });
const Appending = Annotation.Root({
  list: Annotation<any>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

type Way = "command" | "whole" | "overwrite" | "input" | "edit";

/** What the node of the graph returns in that way; in the last two it does nothing, and the text comes from outside. */
function fromNode(way: Way, list: readonly string[], text: string): any {
  switch (way) {
    case "command":
      return new Command({ update: { list: [text] } });
    case "whole":
      return { list: [...list, text] };
    case "overwrite":
      return { list: new Overwrite([text]) };
    default:
      return {};
  }
}

/** Adds the text in that way to a thread whose list is `before`. Resolves with the list that is stored then. */
export async function add(
  saver: BaseCheckpointSaver,
  thread: string,
  way: Way,
  hasReducer: boolean,
  before: readonly string[],
  text: string,
): Promise<readonly string[]> {
  const config = { configurable: { thread_id: thread } };
  let isOpen = false;
  const graph: any = new StateGraph<any>(hasReducer ? Appending : Plain);
  const app = graph
    .addNode("note", (state: { list: readonly string[] }) => (isOpen ? fromNode(way, state.list, text) : {}))
    .addEdge(START, "note")
    .addEdge("note", END)
    .compile({ checkpointer: saver });
  await app.invoke({ list: before }, config);
  isOpen = true;
  if (way === "edit") await app.updateState(config, { list: [text] });
  else if (way === "input") await app.invoke({ list: [text] }, config);
  else await app.invoke({}, config);
  return (await app.getState(config)).values.list;
}
