// Runs that finish: every shape of graph.
import { Command, END, START, Send, StateGraph } from "@langchain/langgraph";
import { type GraphRun, Log, line, say } from "./parts.ts";

export const finishedRuns: readonly GraphRun[] = [
  {
    name: "a line, finished",
    async run(checkpointer, config) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["in"] }, config);
      return graph;
    },
  },
  {
    name: "a line, three turns",
    async run(checkpointer, config) {
      const graph = line().compile({ checkpointer });
      for (const word of ["one", "two", "three"]) await graph.invoke({ log: [word] }, config);
      return graph;
    },
  },
  {
    name: "conditional edges and a loop",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("think", say("think"))
        .addNode("act", say("act"))
        .addConditionalEdges(START, () => "think", ["think"])
        .addConditionalEdges("think", (state: Log) => (state.log.length < 6 ? "act" : END), ["act", END])
        .addEdge("act", "think")
        .compile({ checkpointer });
      await graph.invoke({ log: ["in"] }, config);
      return graph;
    },
  },
  {
    name: "three at once, then one that waits for all",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("a", say("a"))
        .addNode("b", say("b"))
        .addNode("c", say("c"))
        .addNode("all", say("all"))
        .addEdge(START, "a")
        .addEdge(START, "b")
        .addEdge(START, "c")
        .addEdge(["a", "b", "c"], "all")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
  {
    name: "one that waits for a short and a long way, with plus signs in names",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("a", say("a"))
        .addNode("b", say("b"))
        .addNode("a+b", say("a+b"))
        .addNode("all", say("all"))
        .addEdge(START, "a")
        .addEdge(START, "b")
        .addEdge("b", "a+b")
        .addEdge(["a", "a+b"], "all")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
  {
    name: "a node that is deferred to the end, alone and behind a barrier",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("a", say("a"))
        .addNode("b", say("b"))
        .addNode("c", say("c"))
        .addNode("late", say("late"), { defer: true })
        .addNode("later", say("later"), { defer: true })
        .addEdge(START, "a")
        .addEdge(START, "b")
        .addEdge("b", "c")
        .addEdge("a", "late")
        .addEdge("c", "late")
        .addEdge(["a", "b"], "later")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
  {
    name: "sent from the start, finished",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("work", (state: { word: string } | Log) => ({ log: ["word" in state ? state.word : "none"] }))
        .addNode("all", say("all"))
        .addConditionalEdges(START, () => ["one", "two"].map((word) => new Send("work", { word })), ["work"])
        .addEdge("work", "all")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
  {
    name: "nodes that say themselves where to go",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("a", () => new Command({ update: { log: ["a"] }, goto: "b" }), { ends: ["b"] })
        .addNode("b", () => new Command({ update: { log: ["b"] }, goto: [new Send("c", {}), "d"] }), {
          ends: ["c", "d"],
        })
        .addNode("c", say("c"))
        .addNode("d", say("d"))
        .addEdge(START, "a")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
  {
    name: "a subgraph in a subgraph, finished",
    async run(checkpointer, config) {
      const innermost = new StateGraph(Log).addNode("deep", say("deep")).addEdge(START, "deep").compile();
      const inner = new StateGraph(Log).addNode("innermost", innermost).addEdge(START, "innermost").compile();
      const graph = new StateGraph(Log).addNode("inner", inner).addEdge(START, "inner").compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
];
