// A graph that calls another from within a node, in three modes. Given: it is put back before grading.
import {
  Annotation,
  END,
  START,
  StateGraph,
  interrupt,
  type BaseCheckpointSaver,
  type Pregel,
} from "@langchain/langgraph";

const Inner = Annotation.Root({
  /** How often `count` has run, as far as the state goes back. */
  runs: Annotation<number>({ reducer: (before, more) => before + more, default: () => 0 }),
});

const Outer = Annotation.Root({
  /** What the subgraph has said, call by call. */
  heard: Annotation<number[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

export type Mode = "false" | "default" | "true";

/** What `checkpointer` is when the subgraph is compiled. */
const CHECKPOINTER = { false: false, default: undefined, true: true } as const;

/** START → call → END; in call, the subgraph: START → count → ask → END, where ask waits for a person if it is to. */
export function buildOuter(
  saver: BaseCheckpointSaver,
  mode: Mode,
  asks: boolean,
  runs: (node: string) => Promise<void>,
): Pregel<any, any> {
  const inner: any = new StateGraph(Inner);
  const subgraph = inner
    .addNode("count", async () => {
      await runs("count");
      return { runs: 1 };
    })
    .addNode("ask", () => {
      if (asks) interrupt("May I?");
      return {};
    })
    .addEdge(START, "count")
    .addEdge("count", "ask")
    .addEdge("ask", END)
    .compile({ checkpointer: CHECKPOINTER[mode] });
  const outer: any = new StateGraph(Outer);
  return outer
    .addNode("call", async () => ({ heard: [(await subgraph.invoke({})).runs] }))
    .addEdge(START, "call")
    .addEdge("call", END)
    .compile({ checkpointer: saver });
}
