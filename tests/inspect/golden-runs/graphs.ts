// Shapes of graphs: what runs at once, what runs inside, what waits and what fails.
import { Command, END, MessagesAnnotation, START, Send, StateGraph, interrupt } from "@langchain/langgraph";
import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { Log, failing, say, settle } from "../graph-runs/parts.ts";
import { type GoldenRun, onThread } from "./parts.ts";

export const graphShapes: readonly GoldenRun[] = [
  {
    name: "parallel-nodes",
    async run(checkpointer) {
      const graph = new StateGraph(Log)
        .addNode("split", say("split"))
        .addNode("left", say("left"))
        .addNode("right", say("right"))
        .addNode("work", ({ word }: { word: string }) => ({ log: [word] }))
        .addNode("join", say("join"))
        .addEdge(START, "split")
        .addEdge("split", "left")
        .addEdge("split", "right")
        .addConditionalEdges("split", () => ["one", "two"].map((word) => new Send("work", { word })), ["work"])
        .addEdge(["left", "right", "work"], "join")
        .compile({ checkpointer });
      await graph.invoke({ log: ["in"] }, onThread("t"));
      return graph;
    },
  },
  {
    name: "subgraph",
    async run(checkpointer) {
      const inner = new StateGraph(Log)
        .addNode("first", say("first"))
        .addNode("second", say("second"))
        .addEdge(START, "first")
        .addEdge("first", "second")
        .compile();
      const graph = new StateGraph(Log)
        .addNode("before", say("before"))
        .addNode("inner", inner)
        .addEdge(START, "before")
        .addEdge("before", "inner")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, onThread("t"));
      return graph;
    },
  },
  {
    name: "subgraph-in-subgraph-waiting",
    async run(checkpointer) {
      const innermost = new StateGraph(Log)
        .addNode("ask", () => ({ log: [interrupt<string, string>("sure?")] }))
        .addEdge(START, "ask")
        .compile();
      const inner = new StateGraph(Log).addNode("innermost", innermost).addEdge(START, "innermost").compile();
      const graph = new StateGraph(Log).addNode("inner", inner).addEdge(START, "inner").compile({ checkpointer });
      await graph.invoke({ log: [] }, onThread("t"));
      return graph;
    },
  },
  {
    name: "subgraph-in-loop",
    async run(checkpointer) {
      const inner = new StateGraph(Log).addNode("turn", say("turn")).addEdge(START, "turn").compile();
      const graph = new StateGraph(Log)
        .addNode("inner", inner)
        .addNode("count", say("count"))
        .addEdge(START, "inner")
        .addEdge("inner", "count")
        .addConditionalEdges(
          "count",
          ({ log }) => (log.filter((word) => word === "count").length < 2 ? "inner" : END),
          ["inner", END],
        )
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, onThread("t"));
      return graph;
    },
  },
  {
    name: "subgraph-that-remembers",
    async run(checkpointer) {
      const inner = new StateGraph(Log)
        .addNode("add", say("add"))
        .addEdge(START, "add")
        .compile({ checkpointer: true });
      const graph = new StateGraph(Log).addNode("inner", inner).addEdge(START, "inner").compile({ checkpointer });
      await graph.invoke({ log: ["one"] }, onThread("t"));
      await graph.invoke({ log: ["two"] }, onThread("t"));
      return graph;
    },
  },
  {
    name: "questions-waiting-and-answered",
    async run(checkpointer) {
      const graph = new StateGraph(Log)
        .addNode("ask", () => ({ log: [interrupt<string, string>("name?"), interrupt<string, string>("age?")] }))
        .addNode("beside", () => ({ log: [interrupt<string, string>("colour?")] }))
        .addNode("after", say("after"))
        .addEdge(START, "ask")
        .addEdge(START, "beside")
        .addEdge("ask", "after")
        .compile({ checkpointer });
      for (const thread of ["waiting", "one answered", "all answered"])
        await graph.invoke({ log: [] }, onThread(thread));
      for (const thread of ["one answered", "all answered"]) {
        const { tasks } = await graph.getState(onThread(thread));
        const { id } = tasks.find(({ name }) => name === "ask")!.interrupts[0]!;
        await graph.invoke(new Command({ resume: { [id!]: "Ann" } }), onThread(thread));
      }
      await graph.invoke(new Command({ resume: "33" }), onThread("all answered"));
      return graph;
    },
  },
  {
    name: "answer-then-error",
    async run(checkpointer) {
      const graph = new StateGraph(Log)
        .addNode("ask", () => {
          const name = interrupt<string, string>("name?");
          throw new RangeError(`nobody is called ${name}`);
        })
        .addEdge(START, "ask")
        .compile({ checkpointer });
      await graph.invoke({ log: [] }, onThread("t"));
      await settle(graph.invoke(new Command({ resume: "Ann" }), onThread("t")));
      return graph;
    },
  },
  {
    name: "error-in-one-of-two",
    async run(checkpointer) {
      const graph = new StateGraph(Log)
        .addNode("steady", say("steady"))
        .addNode("flaky", failing("flaky", 2))
        .addEdge(START, "steady")
        .addEdge(START, "flaky")
        .compile({ checkpointer });
      await settle(graph.invoke({ log: [] }, onThread("failed")));
      await settle(graph.invoke({ log: [] }, onThread("resumed")));
      await graph.invoke(null, onThread("resumed"));
      return graph;
    },
  },
  {
    name: "messages-and-tools",
    async run(checkpointer) {
      const graph = new StateGraph(MessagesAnnotation)
        .addNode("model", ({ messages }) => ({
          messages: [
            new AIMessage(
              messages.length === 1
                ? { id: "ai-1", content: "", tool_calls: [{ id: "call-1", name: "clock", args: { zone: "UTC" } }] }
                : {
                    id: "ai-2",
                    content: [
                      { type: "text", text: "It is " },
                      { type: "text", text: "noon." },
                    ],
                  },
            ),
          ],
        }))
        .addNode("tools", () => ({
          messages: [new ToolMessage({ id: "tool-1", content: "12:00", tool_call_id: "call-1", name: "clock" })],
        }))
        .addEdge(START, "model")
        .addConditionalEdges("model", ({ messages }) => (messages.length === 2 ? "tools" : END), ["tools", END])
        .addEdge("tools", "model")
        .compile({ checkpointer });
      await graph.invoke({ messages: [new HumanMessage({ id: "h-1", content: "What time is it?" })] }, onThread("t"));
      return graph;
    },
  },
];
