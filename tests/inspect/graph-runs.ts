// Runs of real graphs, each leaving threads in some state: finished, paused, failed, forked. Every run is deterministic,
// so that two savers can be compared over it.
import {
  Annotation,
  Command,
  DeltaChannel,
  END,
  type LangGraphRunnableConfig,
  MessagesAnnotation,
  START,
  Send,
  StateGraph,
  interrupt,
} from "@langchain/langgraph";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";

export interface GraphRun {
  readonly name: string;
  /** Compiles a graph over the saver, runs it on `config`, and gives it back. */
  run(saver: BaseCheckpointSaver, config: Thread): Promise<any>;
}

export interface Thread {
  readonly configurable: { readonly thread_id: string };
}

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (left, right) => left.concat(right), default: () => [] }),
});
type Log = typeof Log.State;
const say = (word: string) => () => ({ log: [word] });

/** A node that throws the first `times` that it is called. */
function failing(word: string, times: number): () => { log: string[] } {
  let left = times;
  return () => {
    if (left > 0) {
      left -= 1;
      throw new Error(`${word} failed`);
    }
    return { log: [word] };
  };
}

const settle = (run: Promise<unknown>): Promise<unknown> => run.catch((error: unknown) => error);

async function atStep(graph: any, config: Thread, step: number): Promise<any> {
  for await (const state of graph.getStateHistory(config)) if (state.metadata.step === step) return state.config;
  throw new RangeError(`no checkpoint of step ${step}`);
}

const line = () =>
  new StateGraph(Log)
    .addNode("a", say("a"))
    .addNode("b", say("b"))
    .addEdge(START, "a")
    .addEdge("a", "b")
    .addEdge("b", END);

export const graphRuns: readonly GraphRun[] = [
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
    name: "a subgraph in a subgraph, finished",
    async run(checkpointer, config) {
      const innermost = new StateGraph(Log).addNode("deep", say("deep")).addEdge(START, "deep").compile();
      const inner = new StateGraph(Log).addNode("innermost", innermost).addEdge(START, "innermost").compile();
      const graph = new StateGraph(Log).addNode("inner", inner).addEdge(START, "inner").compile({ checkpointer });
      await graph.invoke({ log: [] }, config);
      return graph;
    },
  },
  {
    name: "forked by an update, and the fork run on",
    async run(checkpointer, config) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["in"] }, config);
      const fork = await graph.updateState(await atStep(graph, config, 1), { log: ["edit"] }, "a");
      await graph.invoke(null, fork);
      await graph.updateState(await atStep(graph, config, 0), { log: ["never run"] }, "a");
      return graph;
    },
  },
  {
    name: "run again from an old checkpoint",
    async run(checkpointer, config) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["in"] }, config);
      await graph.invoke(null, await atStep(graph, config, 0));
      return graph;
    },
  },
  {
    name: "checkpoints copied beside the originals, the first one too",
    async run(checkpointer, config) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["in"] }, config);
      await graph.updateState(await atStep(graph, config, 1), null, "__copy__");
      await graph.updateState(await atStep(graph, config, -1), null, "__copy__");
      return graph;
    },
  },
  {
    name: "state written without a run, by several nodes, as input, and ended",
    async run(checkpointer, config) {
      const graph = line().compile({ checkpointer });
      await graph.updateState(config, { log: ["as a"] }, "a");
      await graph.updateState(config, { log: ["as input"] }, "__input__");
      await graph.updateState(config, null);
      await graph.updateState(config, null, "__end__");
      return graph;
    },
  },
  {
    name: "saved only at the end",
    async run(checkpointer, config) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["one"] }, { ...config, durability: "exit" });
      await graph.invoke({ log: ["two"] }, { ...config, durability: "exit" });
      return graph;
    },
  },
  {
    name: "messages that stay messages",
    async run(checkpointer, config) {
      const graph = new StateGraph(MessagesAnnotation)
        .addNode("model", ({ messages }, _: LangGraphRunnableConfig) => ({
          messages: [new AIMessage({ id: `ai-${messages.length}`, content: `heard ${messages.length}` })],
        }))
        .addEdge(START, "model")
        .compile({ checkpointer });
      await graph.invoke({ messages: [new HumanMessage({ id: "h-1", content: "hello" })] }, config);
      await graph.invoke({ messages: [new HumanMessage({ id: "h-2", content: "again" })] }, config);
      return graph;
    },
  },
  {
    name: "a channel kept as its changes",
    async run(checkpointer, config) {
      const State = Annotation.Root({
        log: () =>
          new DeltaChannel<string[], string[]>((state, writes) => [...(state ?? []), ...writes.flat()], {
            snapshotFrequency: 3,
          } as never),
      });
      const graph = new StateGraph(State as never)
        .addNode("a" as never, say("a") as never)
        .addEdge(START, "a" as never)
        .compile({ checkpointer });
      for (const word of ["one", "two", "three", "four"]) await graph.invoke({ log: [word] } as never, config);
      return graph;
    },
  },
];
