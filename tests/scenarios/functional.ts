// The functional API: a task finds the entrypoint that it belongs to through the asynchronous context.
import {
  Command,
  InMemoryStore,
  START,
  StateGraph,
  Annotation,
  entrypoint,
  getPreviousState,
  getStore,
  interrupt,
  task,
} from "@langchain/langgraph";
import { attempt, collect, openSaver, pause, thread, type Scenarios } from "./scenario.ts";

const double = task("double", async (n: number) => (await pause(n % 3), n * 2));
const slowly = task("slowly", async (word: string) => (await pause(2), word.toUpperCase()));

export const functional: Scenarios = {
  "an entrypoint with one task": async () => {
    const flow = entrypoint({ name: "flow", checkpointer: await openSaver() }, async (n: number) => {
      await pause();
      return (await double(n)) + 1;
    });
    return flow.invoke(20, thread("1"));
  },

  "parallel tasks": async () => {
    const flow = entrypoint("flow", async (ns: number[]) => {
      const doubled = await Promise.all(ns.map((n) => double(n)));
      await null;
      return [...doubled, await double(100)];
    });
    return flow.invoke([1, 2, 3, 4]);
  },

  "a task that calls tasks": async () => {
    const outer = task("outer", async (n: number) => {
      await pause();
      const [a, b] = await Promise.all([double(n), double(n + 1)]);
      return a + b;
    });
    return entrypoint("flow", async (n: number) => (await null, outer(n))).invoke(5);
  },

  "what an entrypoint returned before": async () => {
    const flow = entrypoint({ name: "sum", checkpointer: await openSaver() }, async (n: number) => {
      await pause();
      const before = getPreviousState<number>() ?? 0;
      return before + n;
    });
    return [await flow.invoke(1, thread("1")), await flow.invoke(2, thread("1")), await flow.invoke(3, thread("2"))];
  },

  "an entrypoint that keeps another value than it returns": async () => {
    const flow = entrypoint({ name: "flow", checkpointer: await openSaver() }, async (n: number) => {
      const before = getPreviousState<number>() ?? 0;
      await pause();
      return entrypoint.final({ value: `was ${before}`, save: n });
    });
    return [
      await flow.invoke(1, thread("1")),
      await flow.invoke(2, thread("1")),
      (await flow.getState(thread("1"))).values,
    ];
  },

  "interrupt in an entrypoint: finished tasks are not run again": async () => {
    let runs = 0;
    const counted = task("counted", async (word: string) => (runs++, await pause(), `${word}!`));
    const flow = entrypoint({ name: "flow", checkpointer: await openSaver() }, async (word: string) => {
      const loud = await counted(word);
      await pause();
      const answer = interrupt(`is ${loud} loud enough?`);
      return `${await slowly(loud)} ${answer}`;
    });
    const paused = await collect(await flow.stream("hey", thread("1")));
    const resumed = await collect(await flow.stream(new Command({ resume: "yes" }), thread("1")));
    return { paused, resumed, runs };
  },

  "interrupt in a task": async () => {
    const ask = task("ask", async (question: string) => {
      await pause();
      return interrupt(question) as string;
    });
    const flow = entrypoint({ name: "flow", checkpointer: await openSaver() }, async () => {
      const name = await ask("name?");
      return `${name} ${await ask(`age of ${name}?`)}`;
    });
    const seen = [await flow.invoke("", thread("1"))];
    for (const resume of ["Ada", "36"]) seen.push(await flow.invoke(new Command({ resume }), thread("1")));
    return seen;
  },

  "a task that fails twice and is tried again": async () => {
    let tries = 0;
    const shaky = task({ name: "shaky", retry: { maxAttempts: 3, initialInterval: 1, jitter: false } }, async () => {
      await pause();
      if (++tries < 3) throw new Error(`try ${tries}`);
      return `worked at try ${tries}`;
    });
    return entrypoint("flow", async () => shaky()).invoke("");
  },

  "an error in a task is caught by the entrypoint": async () => {
    const fails = task("fails", async () => {
      await pause();
      throw new TypeError("no such thing");
    });
    const flow = entrypoint("flow", async () => {
      try {
        return await fails();
      } catch (error) {
        await pause();
        return `${(error as Error).name}, then ${await double(4)}`;
      }
    });
    return flow.invoke("");
  },

  "an error in a task ends the entrypoint": async () => {
    const fails = task("fails", async () => Promise.reject(new RangeError("too far")));
    return attempt(() => entrypoint("flow", async () => (await pause(), fails())).invoke(""));
  },

  "a task outside of an entrypoint": async () => {
    const { threw }: any = await attempt(() => double(1));
    return threw.name; // the engine words the message
  },

  "a task reads the store": async () => {
    const remember = task("remember", async (name: string) => {
      await pause();
      await getStore()!.put(["names"], name, { name });
      return (await getStore()!.search(["names"])).map(({ key }) => key);
    });
    const flow = entrypoint({ name: "flow", store: new InMemoryStore() }, async (names: string[]) => {
      for (const name of names) await remember(name);
      return remember("last");
    });
    return flow.invoke(["a", "b"]);
  },

  "a graph inside a task": async () => {
    const State = Annotation.Root({ n: Annotation<number>() });
    const graph = new StateGraph(State)
      .addNode("ask", async ({ n }) => (await pause(), { n: n + (interrupt("how many more?") as number) }))
      .addEdge(START, "ask")
      .compile();
    const run = task("run", async (n: number) => (await graph.invoke({ n })).n);
    const flow = entrypoint({ name: "flow", checkpointer: await openSaver() }, async (n: number) => run(n));
    const paused = await flow.invoke(1, thread("1"));
    return { paused, resumed: await flow.invoke(new Command({ resume: 41 }), thread("1")) };
  },

  "the updates of tasks are streamed": async () => {
    const flow = entrypoint("flow", async (n: number) => (await double(n), slowly(`n${n}`)));
    return collect(await flow.stream(3, { streamMode: "updates" }));
  },
};
