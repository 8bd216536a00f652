// Other ways to get checkpoints: forks, copies, updates, durability, special channels.
import { Annotation, DeltaChannel, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { type GraphRun, atStep, line, say } from "./parts.ts";

export const savedRuns: readonly GraphRun[] = [
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
        .addNode("model", ({ messages }) => ({
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
