// Runs that stop on the way: paused, answered, failed.
import { Command, START, Send, StateGraph, interrupt } from "@langchain/langgraph";
import { type GraphRun, Log, failing, line, say, settle } from "./parts.ts";

export const openRuns: readonly GraphRun[] = [
  {
    name: "a loop that hits the recursion limit",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("a", say("a"))
        .addNode("b", say("b"))
        .addEdge(START, "a")
        .addEdge("a", "b")
        .addEdge("b", "a")
        .compile({ checkpointer });
      await settle(graph.invoke({ log: [] }, { ...config, recursionLimit: 4 }));
      return graph;
    },
  },
  {
    name: "paused before a node, later after one",
    async run(checkpointer, config) {
      const graph = line().compile({ checkpointer, interruptBefore: ["b"] });
      await graph.invoke({ log: [] }, config);
      await graph.invoke(null, config);
      await graph.invoke({ log: ["again"] }, { ...config, interruptBefore: [], interruptAfter: ["a"] });
      return graph;
    },
  },
  {
    name: "paused by a question",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("ask", () => ({ log: [interrupt<string, string>("name?")] }))
        .addNode("after", say("after"))
        .addEdge(START, "ask")
        .addEdge("ask", "after")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
  {
    name: "a question answered, and one more in the same node",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("ask", () => ({ log: [interrupt<string, string>("name?"), interrupt<string, string>("age?")] }))
        .addNode("beside", say("beside"))
        .addEdge(START, "ask")
        .addEdge(START, "beside")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      await graph.invoke(new Command({ resume: "Ann" }), config);
      return graph;
    },
  },
  {
    name: "questions answered to the end",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("ask", () => ({ log: [interrupt<string, string>("name?"), interrupt<string, string>("age?")] }))
        .addEdge(START, "ask")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      await graph.invoke(new Command({ resume: "Ann" }), config);
      await graph.invoke(new Command({ resume: "33" }), config);
      return graph;
    },
  },
  {
    name: "an answer that also updates and sends elsewhere",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("ask", () => ({ log: [interrupt<string, string>("name?")] }))
        .addNode("aside", say("aside"), { ends: ["sent"] })
        .addNode("sent", (state: { word: string } | Log) => ({ log: ["word" in state ? state.word : "none"] }))
        .addEdge(START, "aside")
        .addEdge("aside", "ask")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      await graph.invoke(
        new Command({
          resume: "Ann",
          update: { log: ["updated"] },
          goto: ["aside", new Send("sent", { word: "hello" })],
        }),
        config,
      );
      return graph;
    },
  },
  {
    name: "two at once, one failed",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("steady", say("steady"))
        .addNode("flaky", failing("flaky", 1))
        .addNode("all", say("all"))
        .addEdge(START, "steady")
        .addEdge(START, "flaky")
        .addEdge(["steady", "flaky"], "all")
        .compile({ checkpointer });
      await settle(graph.invoke({ log: [] }, config));
      return graph;
    },
  },
  {
    name: "two at once, one failed, then resumed",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("steady", say("steady"))
        .addNode("flaky", failing("flaky", 1))
        .addNode("all", say("all"))
        .addEdge(START, "steady")
        .addEdge(START, "flaky")
        .addEdge(["steady", "flaky"], "all")
        .compile({ checkpointer });
      await settle(graph.invoke({ log: [] }, config));
      await graph.invoke(null, config);
      return graph;
    },
  },
  {
    name: "failed in the first node, then a new input",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("a", failing("a", 2))
        .addNode("b", say("b"))
        .addEdge(START, "a")
        .addEdge("a", "b")
        .compile({ checkpointer });
      await settle(graph.invoke({ log: ["one"] }, config));
      await settle(graph.invoke({ log: ["two"] }, config));
      return graph;
    },
  },
  {
    name: "sent to one node many times, one of them failed",
    async run(checkpointer, config) {
      const graph = new StateGraph(Log)
        .addNode("split", say("split"))
        .addNode("work", (state: { word: string } | Log) => {
          if ("word" in state && state.word === "bad") throw new Error("bad word");
          return { log: ["word" in state ? state.word : "none"] };
        })
        .addNode("beside", say("beside"))
        .addNode("all", say("all"))
        .addEdge(START, "split")
        .addEdge("split", "beside")
        .addConditionalEdges("split", () => ["one", "bad", "three"].map((word) => new Send("work", { word })), ["work"])
        .addEdge("work", "all")
        .compile({ checkpointer });
      await settle(graph.invoke({ log: [] }, config));
      return graph;
    },
  },
  {
    name: "a subgraph with a question inside",
    async run(checkpointer, config) {
      const inner = new StateGraph(Log)
        .addNode("first", say("first"))
        .addNode("ask", () => ({ log: [interrupt<string, string>("sure?")] }))
        .addEdge(START, "first")
        .addEdge("first", "ask")
        .compile();
      const graph = new StateGraph(Log)
        .addNode("before", say("before"))
        .addNode("inner", inner)
        .addNode("after", say("after"))
        .addEdge(START, "before")
        .addEdge("before", "inner")
        .addEdge("inner", "after")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
  {
    name: "a subgraph in which two run at once and one failed",
    async run(checkpointer, config) {
      const inner = new StateGraph(Log)
        .addNode("steady", say("steady"))
        .addNode("flaky", failing("flaky", 1))
        .addEdge(START, "steady")
        .addEdge(START, "flaky")
        .compile();
      const graph = new StateGraph(Log).addNode("inner", inner).addEdge(START, "inner").compile({ checkpointer });
      await settle(graph.invoke({ log: [] }, config));
      return graph;
    },
  },
];
