// The graphs of the saver contract, built with LangGraph. Small, without randomness, and without a clock but where one says so.
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { Annotation, Command, END, MessagesAnnotation, START, Send, StateGraph, interrupt } from "@langchain/langgraph";
import type { Graph, SaverGraphs } from "../../src/conformance/contracts/saver.ts";

const Said = Annotation.Root({
  said: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
  turns: Annotation<number>(),
});
type State = typeof Said.State;

const ask = (questions: readonly string[]) => () => ({
  said: questions.map((question) => `${question} ${String(interrupt(question))}`),
});

export const saverGraphs: SaverGraphs = {
  echo: (checkpointer) =>
    new StateGraph(Said)
      .addNode("echo", ({ said }: State) => ({ said: [`echo ${said.at(-1)}`] }))
      .addNode("count", ({ said }: State) => ({ turns: said.length }))
      .addEdge(START, "echo")
      .addEdge("echo", "count")
      .addEdge("count", END)
      .compile({ checkpointer }) as Graph,

  asking: (checkpointer, questions) =>
    new StateGraph(Said)
      .addNode("ask", ask(questions))
      .addEdge(START, "ask")
      .addEdge("ask", END)
      .compile({ checkpointer }) as Graph,

  sideBySide(checkpointer, ran) {
    let hasFailed = false;
    const good = Promise.withResolvers<void>();
    return new StateGraph(Said)
      .addNode("good", () => {
        ran("good");
        good.resolve();
        return { said: ["good"] };
      })
      .addNode("bad", async () => {
        ran("bad");
        await good.promise;
        // The good task's writes are handed to the saver once its node has returned; a turn of the timers is enough for that.
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (hasFailed) return { said: ["bad"] };
        hasFailed = true;
        throw new Error("the first run of this node fails");
      })
      .addEdge(START, "good")
      .addEdge(START, "bad")
      .compile({ checkpointer }) as Graph;
  },

  nested(checkpointer, question) {
    const child = new StateGraph(Said)
      .addNode("begin", () => ({ said: ["from the child"] }))
      .addNode("ask", ask([question]))
      .addEdge(START, "begin")
      .addEdge("begin", "ask")
      .compile();
    return new StateGraph(Said).addNode("child", child).addEdge(START, "child").compile({ checkpointer }) as Graph;
  },

  fanOut: (checkpointer) =>
    new StateGraph(Said)
      .addNode("plan", () => ({}))
      .addNode("worker", ({ turns }: State) => ({ said: [`worker ${turns}`] }))
      .addEdge(START, "plan")
      .addConditionalEdges("plan", () => [1, 2, 3].map((turns) => new Send("worker", { turns })), ["worker"])
      .compile({ checkpointer }) as Graph,

  messages: (checkpointer) =>
    new StateGraph(MessagesAnnotation)
      .addNode("answer", () => ({
        messages: new AIMessage({
          content: "hello to you",
          tool_calls: [{ name: "greet", args: { who: "you" }, id: "call-1", type: "tool_call" }],
          usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
        }),
      }))
      .addEdge(START, "answer")
      .compile({ checkpointer }) as Graph,

  resume: (answer) => new Command({ resume: answer }),
  kindOf: (message) => (message instanceof HumanMessage ? "human" : message instanceof AIMessage ? "ai" : "none"),
};
