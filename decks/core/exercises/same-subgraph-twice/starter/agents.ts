// Agents that remember (compiled with `checkpointer: true`), called from one node or from a node each. Given: it is put back
// before grading.
import { Annotation, END, START, StateGraph, type BaseCheckpointSaver } from "@langchain/langgraph";

const Agent = Annotation.Root({
  /** What the agent was told; new entries are appended. */
  told: Annotation<string[]>({ reducer: (before, entries) => before.concat(entries), default: () => [] }),
});

const Team = Annotation.Root({
  calls: Annotation<readonly Call[]>,
  /** What each call of this turn has met, by the text that it told. */
  met: Annotation<Record<string, string[]>>({
    reducer: (before, more) => ({ ...before, ...more }),
    default: () => ({}),
  }),
});

export interface Call {
  readonly agent: string;
  readonly text: string;
}

/** Each agent is a graph of its own, with a node that bears its name. */
function buildAgent(name: string) {
  const graph: any = new StateGraph(Agent);
  return graph
    .addNode(name, () => ({}))
    .addEdge(START, name)
    .addEdge(name, END)
    .compile({ checkpointer: true });
}

/** in-a-row: one node, one call after another. at-once: one node, all calls at once. own-nodes: a node for each agent. */
export type How = "in-a-row" | "at-once" | "own-nodes";

/**
 * Plays turns on one thread. Resolves with what each call has met: what the agent remembered before it was told its text.
 * An agent is called once in a turn, where each has a node of its own.
 */
export async function play(
  saver: BaseCheckpointSaver,
  how: How,
  turns: readonly (readonly Call[])[],
): Promise<Record<string, string[]>> {
  const names = [...new Set(turns.flat().map(({ agent }) => agent))];
  const agents = new Map(names.map((name) => [name, buildAgent(name)]));
  const call = async ({ agent, text }: Call) => {
    const { told } = await agents.get(agent).invoke({ told: [text] });
    return { [text]: told.filter((entry: string) => entry !== text) };
  };
  const graph: any = new StateGraph(Team);
  if (how === "own-nodes") {
    for (const name of names) {
      graph.addNode(name, async ({ calls }: typeof Team.State) => ({
        met: await call(calls.find(({ agent }) => agent === name)!),
      }));
      graph.addEdge(name, END);
    }
    graph.addConditionalEdges(START, ({ calls }: typeof Team.State) => calls.map(({ agent }) => agent), names);
  } else {
    graph.addNode("team", async ({ calls }: typeof Team.State) => {
      const met = [];
      if (how === "at-once") met.push(...(await Promise.all(calls.map(call))));
      else for (const each of calls) met.push(await call(each));
      return { met: Object.assign({}, ...met) };
    });
    graph.addEdge(START, "team").addEdge("team", END);
  }
  const app = graph.compile({ checkpointer: saver });
  let end: any = { met: {} };
  for (const calls of turns) end = await app.invoke({ calls }, { configurable: { thread_id: "team" } });
  return end.met;
}
