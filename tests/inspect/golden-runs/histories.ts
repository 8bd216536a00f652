// What becomes of threads: forks, replays, what is deleted and pruned, what was never a fork, what came from elsewhere.
import { Command } from "@langchain/langgraph";
import { HumanMessage } from "@langchain/core/messages";
import { line } from "../graph-runs/parts.ts";
import { buildGraph, importInto, openOfficial } from "../../savers/official-file-at-hand.ts";
import { type GoldenRun, atStep, onThread } from "./parts.ts";

export const histories: readonly GoldenRun[] = [
  {
    name: "fork-by-update",
    async run(checkpointer) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["in"] }, onThread("t"));
      const fork = await graph.updateState(await atStep(graph, "t", 1), { log: ["edit"] }, "a");
      await graph.invoke(null, fork);
      return graph;
    },
  },
  {
    name: "replay",
    async run(checkpointer) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["one"] }, onThread("t"));
      await graph.invoke({ log: ["two"] }, onThread("t"));
      await graph.invoke(null, await atStep(graph, "t", 1));
      return graph;
    },
  },
  {
    name: "saved-only-at-the-end",
    async run(checkpointer) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["one"] }, { ...onThread("t"), durability: "exit" });
      await graph.invoke({ log: ["two"] }, { ...onThread("t"), durability: "exit" });
      return graph;
    },
  },
  {
    name: "two-threads-and-a-copy",
    async run(checkpointer) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["one"] }, onThread("one"));
      await graph.invoke({ log: ["two"] }, onThread("two"));
      await checkpointer.copyThread("one", "copy of one");
      await graph.invoke({ log: ["more"] }, onThread("copy of one"));
      return graph;
    },
  },
  {
    name: "deleted-thread",
    async run(checkpointer) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["stays"] }, onThread("stays"));
      await graph.invoke({ log: ["goes"] }, onThread("goes"));
      // It names a checkpoint of the thread that goes.
      const { configurable } = await atStep(graph, "goes", 1);
      await graph.invoke({ log: ["orphan"] }, { configurable: { ...configurable, thread_id: "orphan" } });
      await checkpointer.deleteThread("goes");
      return graph;
    },
  },
  {
    name: "pruned-thread",
    async run(checkpointer) {
      const graph = line().compile({ checkpointer });
      for (const word of ["one", "two"]) await graph.invoke({ log: [word] }, onThread("t"));
      await graph.invoke(null, await atStep(graph, "t", 1));
      await checkpointer.prune(["t"], { keep: 4 });
      return graph;
    },
  },
  {
    name: "checkpoint-of-another-thread",
    async run(checkpointer) {
      const graph = line().compile({ checkpointer });
      await graph.invoke({ log: ["old"] }, onThread("old"));
      const { configurable } = await atStep(graph, "old", 1);
      await graph.invoke({ log: ["new"] }, { configurable: { ...configurable, thread_id: "new" } });
      return graph;
    },
  },
  {
    name: "imported-from-sqlite-saver",
    async run(checkpointer) {
      const official = openOfficial();
      const graph = buildGraph(official.saver);
      for (const thread of ["waiting", "answered"])
        await graph.invoke({ messages: [new HumanMessage({ id: "h-1", content: "hello" })] }, onThread(thread));
      await graph.invoke(new Command({ resume: 7 }), onThread("answered"));
      await importInto(checkpointer, official);
      return buildGraph(checkpointer);
    },
  },
];
