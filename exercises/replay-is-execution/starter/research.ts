// The graph of this exercise: a report is planned, searched for and judged. Given: it is put back before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver, type Pregel } from "@langchain/langgraph";

const State = Annotation.Root({
  /** How often the findings have been judged in this turn. */
  round: Annotation<number>,
  /** What each call brought. New entries are appended. */
  found: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

/** A paid call for one node; resolves with what it brought. */
export type Work = (node: string) => Promise<string>;

/**
 * START → plan → all searches side by side → judge, and back to the searches until judge has been there `rounds` times.
 * Begin each turn with `{ round: 0 }`.
 */
export function buildResearch(
  saver: BaseCheckpointSaver,
  searches: readonly string[],
  rounds: number,
  work: Work,
): Pregel<any, any> {
  // Names of nodes are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(State);
  graph.addNode("plan", async () => ({ found: [await work("plan")] })).addEdge(START, "plan");
  graph.addNode("judge", async ({ round }: typeof State.State) => ({
    round: round + 1,
    found: [await work("judge")],
  }));
  for (const search of searches) {
    graph.addNode(search, async () => ({ found: [await work(search)] }));
    graph.addEdge("plan", search);
  }
  graph.addEdge([...searches], "judge");
  const again = ({ round }: typeof State.State) => (round < rounds ? [...searches] : END);
  return graph.addConditionalEdges("judge", again, [...searches, END]).compile({ checkpointer: saver });
}
