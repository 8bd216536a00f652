// Whole graphs over the saver: what LangGraph builds on checkpoints and writes comes out right.
import type { Graph } from "./saver-graphs.ts";
import { type Config, at, listed, rule, wholeThread } from "./saver-calls.ts";

const thread = (id: string, more: object = {}) => ({ ...wholeThread(id), ...more });
const saidAt = async (graph: Graph, config: Config): Promise<unknown> => (await graph.getState(config)).values.said;

async function historyOf(graph: Graph, config: object): Promise<any[]> {
  const states: any[] = [];
  for await (const state of graph.getStateHistory(config)) states.push(state);
  return states;
}

export const graphRules = [
  rule(
    "graph/remembers-across-runs",
    "a graph goes on where the last run of its thread ended",
    async (saver, t, subject) => {
      const graph = subject.graphs!.echo(saver);
      for (const word of ["one", "two"]) await graph.invoke({ said: [word] }, thread("a"));
      await graph.invoke({ said: ["else"] }, thread("b"));
      const { values, next } = await graph.getState(thread("a"));
      t.equal(values, { said: ["one", "echo one", "two", "echo two"], turns: 4 }, "the state");
      t.equal(next, [], "what comes next");
    },
    "graphs",
  ),
  rule(
    "graph/fork-from-the-past",
    "running on from an earlier checkpoint leaves both branches with their own state",
    async (saver, t, subject) => {
      const graph = subject.graphs!.echo(saver);
      await graph.invoke({ said: ["one"] }, thread("a"));
      const fork = (await graph.getState(thread("a"))).config;
      await graph.invoke({ said: ["left"] }, thread("a"));
      const left = (await graph.getState(thread("a"))).config;
      await graph.invoke({ said: ["right"] }, fork);
      t.equal(await saidAt(graph, thread("a")), ["one", "echo one", "right", "echo right"], "the latest");
      t.equal(await saidAt(graph, left), ["one", "echo one", "left", "echo left"], "the first branch");
    },
    "graphs",
  ),
  rule(
    "graph/update-in-the-past",
    "changing the state of an earlier checkpoint makes a branch, and leaves what came after as it was",
    async (saver, t, subject) => {
      const graph = subject.graphs!.echo(saver);
      await graph.invoke({ said: ["one"] }, thread("a"));
      const fork = (await graph.getState(thread("a"))).config;
      await graph.invoke({ said: ["two"] }, thread("a"));
      const before = (await graph.getState(thread("a"))).config;
      const changed = await graph.updateState(fork, { said: ["changed"] });
      t.equal(await saidAt(graph, changed), ["one", "echo one", "changed"], "the branch");
      t.equal(await saidAt(graph, before), ["one", "echo one", "two", "echo two"], "what came after");
      t.equal(await saidAt(graph, fork), ["one", "echo one"], "the checkpoint that was changed");
    },
    "graphs",
  ),
  rule(
    "graph/every-state-stays",
    "the state at every checkpoint of a forked thread is what it was when the run was there",
    async (saver, t, subject) => {
      const graph = subject.graphs!.echo(saver);
      const recorded = new Map<string, { config: Config; values: unknown }>();
      const run = async (word: string, config: object) => {
        const values = await graph.invoke({ said: [word] }, config);
        const latest = (await graph.getState(thread("a"))).config;
        // What the run itself gave, which never came from storage.
        recorded.set(latest.configurable.checkpoint_id, { config: latest, values });
        for (const state of await historyOf(graph, thread("a")))
          if (!recorded.has(state.config.configurable.checkpoint_id))
            recorded.set(state.config.configurable.checkpoint_id, { config: state.config, values: state.values });
      };
      await run("one", thread("a"));
      const fork = (await graph.getState(thread("a"))).config;
      for (const word of ["left", "right"]) await run(word, fork);
      t.ok(recorded.size >= 10, "there are ten checkpoints or more");
      for (const { config, values } of recorded.values())
        t.equal((await graph.getState(config)).values, values, "the state at a checkpoint");
    },
    "graphs",
  ),
  rule(
    "graph/interrupt-and-resume",
    "an interrupted run waits with its question, and goes on with the answer",
    async (saver, t, subject) => {
      const graph = subject.graphs!.asking(saver, ["sure?"]);
      await graph.invoke({ said: ["one"] }, thread("a"));
      const { next, tasks } = await graph.getState(thread("a"));
      t.equal(next, ["ask"], "what comes next");
      t.equal(
        tasks.flatMap((task: any) => task.interrupts.map(({ value }: any) => value)),
        ["sure?"],
        "the questions that wait",
      );
      await graph.invoke(subject.graphs!.resume("yes"), thread("a"));
      t.equal(await saidAt(graph, thread("a")), ["one", "sure? yes"], "what was said");
    },
    "graphs",
  ),
  rule(
    "graph/two-interrupts-in-one-node",
    "a node that asks twice gets the first answer again while it waits for the second",
    async (saver, t, subject) => {
      const graph = subject.graphs!.asking(saver, ["first?", "second?"]);
      await graph.invoke({ said: [] }, thread("a"));
      for (const answer of ["1", "2"]) await graph.invoke(subject.graphs!.resume(answer), thread("a"));
      t.equal(await saidAt(graph, thread("a")), ["first? 1", "second? 2"], "what was said");
    },
    "graphs",
  ),
  rule(
    "graph/good-task-is-not-run-again",
    "when one of two tasks fails, running on runs that one alone: the other's writes were kept",
    async (saver, t, subject) => {
      const ran: string[] = [];
      const graph = subject.graphs!.sideBySide(saver, (node) => void ran.push(node));
      await t.rejects(graph.invoke({ said: ["one"] }, thread("a")), "the first run");
      await graph.invoke(null, thread("a"));
      t.equal(((await saidAt(graph, thread("a"))) as string[]).toSorted(), ["bad", "good", "one"], "what was said");
      t.equal(ran.toSorted(), ["bad", "bad", "good"], "the nodes that ran");
    },
    "graphs",
  ),
  rule(
    "graph/durability-modes-agree",
    "a run ends with the same stored state whether it stores at the end, behind or before each step",
    async (saver, t, subject) => {
      const graph = subject.graphs!.echo(saver);
      for (const durability of ["exit", "async", "sync"])
        for (const word of ["one", "two"]) await graph.invoke({ said: [word] }, thread(durability, { durability }));
      for (const durability of ["exit", "async", "sync"])
        t.equal(
          (await graph.getState(thread(durability))).values,
          { said: ["one", "echo one", "two", "echo two"], turns: 4 },
          `the state with durability ${durability}`,
        );
    },
    "graphs",
  ),
  rule(
    "graph/subgraphs-have-their-namespace",
    "a subgraph's state is kept under its own namespace, is found from the graph's, and resumes",
    async (saver, t, subject) => {
      const graph = subject.graphs!.nested(saver, "sure?");
      await graph.invoke({ said: ["one"] }, thread("a"));
      const { tasks } = await graph.getState(thread("a"), { subgraphs: true });
      const inner = tasks[0]?.state;
      t.equal(inner?.values?.said, ["one", "from the child"], "the subgraph's state while it waits");
      const namespaces = new Set(
        (await listed(saver, thread("a"))).map(
          ({ config }) => String(config.configurable?.checkpoint_ns).split(":")[0],
        ),
      );
      t.equal(namespaces, new Set(["", "child"]), "the namespaces, without their task ids");
      await graph.invoke(subject.graphs!.resume("yes"), thread("a"));
      t.equal(
        ((await saidAt(graph, thread("a"))) as string[]).slice(-2),
        ["from the child", "sure? yes"],
        "the last that was said",
      );
    },
    "graphs",
  ),
  rule(
    "graph/sends-reach-each-worker",
    "tasks that a node sends out are all run and all counted, and the state holds what each gave",
    async (saver, t, subject) => {
      const graph = subject.graphs!.fanOut(saver);
      await graph.invoke({ said: [] }, thread("a"));
      t.equal(
        ((await saidAt(graph, thread("a"))) as string[]).toSorted(),
        ["worker 1", "worker 2", "worker 3"],
        "what was said",
      );
      const [latest] = await listed(saver, at("a"), { limit: 1 });
      t.equal(
        (latest?.checkpoint.channel_values as { said?: string[] } | undefined)?.said?.length,
        3,
        "how many the stored list has",
      );
    },
    "graphs",
  ),
  rule(
    "graph/messages-are-instances",
    "messages come back as instances of their classes, with tool calls and token counts",
    async (saver, t, subject) => {
      const graph = subject.graphs!.messages(saver);
      await graph.invoke({ messages: [{ role: "user", content: "hello" }] }, thread("a"));
      const { messages } = (await graph.getState(thread("a"))).values;
      t.equal(
        messages.map((message: unknown) => subject.graphs!.kindOf(message)),
        ["human", "ai"],
        "kinds of the messages",
      );
      const { content, tool_calls, usage_metadata } = messages[1];
      t.equal(content, "hello to you", "content of the answer");
      t.equal(
        tool_calls.map(({ name, args, id }: any) => ({ name, args, id })),
        [{ name: "greet", args: { who: "you" }, id: "call-1" }],
        "tool calls of the answer",
      );
      t.equal(usage_metadata, { input_tokens: 1, output_tokens: 2, total_tokens: 3 }, "token counts of the answer");
    },
    "graphs",
  ),
];
