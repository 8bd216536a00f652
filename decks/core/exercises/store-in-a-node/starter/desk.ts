// A desk that remembers customers in a store, with the node that it is given; and a colleague's way. Given: it is put back
// before grading.
import {
  Annotation,
  END,
  START,
  StateGraph,
  type BaseStore,
  type LangGraphRunnableConfig,
  type Pregel,
} from "@langchain/langgraph";

const State = Annotation.Root({
  customer: Annotation<string>,
  /** What the customer says now. */
  says: Annotation<string>,
  /** What the desk knows of the customer, all that was ever said. */
  known: Annotation<string[]>,
});
type Desk = typeof State.State;

export type Remember = (state: Desk, config: LangGraphRunnableConfig) => Promise<Partial<Desk>>;

/** START → remember → END. Without a store, the graph is compiled without one. */
export function buildDesk(remember: Remember, store?: BaseStore): Pregel<any, any> {
  const graph: any = new StateGraph(State);
  return graph
    .addNode("remember", (state: Desk, config: LangGraphRunnableConfig) => remember(state, config))
    .addEdge(START, "remember")
    .addEdge("remember", END)
    .compile({ store });
}

let current: BaseStore | undefined;

/** The colleague's: the node takes the store from a variable of the module. */
export function buildColleaguesDesk(store: BaseStore): Pregel<any, any> {
  current = store;
  return buildDesk(async ({ customer, says }) => {
    const known = [...((await current!.get(["known"], customer))?.value.said ?? []), says];
    await current!.put(["known"], customer, { said: known });
    return { known };
  }, store);
}
