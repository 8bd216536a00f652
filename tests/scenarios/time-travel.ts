// Checkpoints: looking back, replaying, forking, changing the past, stopping on purpose.
import { Annotation, Command, END, START, StateGraph, interrupt } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import { attempt, collect, openSaver, pause, thread, type Scenarios } from "./scenario.ts";

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),
  count: Annotation<number>({ reducer: (a, b) => a + b, default: () => 0 }),
});

const step = (name: string) => async () => {
  await pause();
  return { log: [name], count: 1 };
};

async function threeSteps(options: any = {}) {
  const saver = await openSaver();
  const app = new StateGraph(Log)
    .addNode("a", step("a"))
    .addNode("b", step("b"))
    .addNode("c", step("c"))
    .addEdge(START, "a")
    .addEdge("a", "b")
    .addEdge("b", "c")
    .addEdge("c", END)
    .compile({ checkpointer: saver, ...options });
  return { app, saver };
}

const brief = ({ values, next, metadata, config, parentConfig }: any) => ({
  values,
  next,
  step: metadata?.step,
  source: metadata?.source,
  id: config.configurable.checkpoint_id,
  parent: parentConfig?.configurable?.checkpoint_id,
});

export const timeTravel: Scenarios = {
  "the history of a run": async () => {
    const { app } = await threeSteps();
    await app.invoke({ log: ["start"] }, thread("1"));
    return (await collect(app.getStateHistory(thread("1")))).map(brief);
  },

  "a part of the history": async () => {
    const { app } = await threeSteps();
    await app.invoke({ log: ["start"] }, thread("1"));
    const all = await collect(app.getStateHistory(thread("1")));
    const two = await collect(app.getStateHistory(thread("1"), { limit: 2 }));
    const before = await collect(app.getStateHistory(thread("1"), { before: all[1]!.config }));
    const byLoop = await collect(app.getStateHistory(thread("1"), { filter: { source: "loop" } }));
    return [two, before, byLoop].map((states) => states.map(({ metadata }) => metadata?.step));
  },

  "replay from a checkpoint": async () => {
    const { app } = await threeSteps();
    await app.invoke({ log: ["start"] }, thread("1"));
    const [past] = (await collect(app.getStateHistory(thread("1")))).filter(({ next }) => next[0] === "b");
    const replayed = await app.invoke(null, past!.config);
    const history = await collect(app.getStateHistory(thread("1")));
    return { replayed, sources: history.map(({ metadata }) => `${metadata?.source} ${metadata?.step}`) };
  },

  "a fork with another past": async () => {
    const { app } = await threeSteps();
    await app.invoke({ log: ["start"] }, thread("1"));
    const history = await collect(app.getStateHistory(thread("1")));
    const past = history.find(({ next }) => next[0] === "c")!;
    const fork = await app.updateState(past.config, { log: ["instead of b"], count: 10 }, "b");
    const forked = await app.invoke(null, fork);
    return { forked, lineage: (await collect(app.getStateHistory(thread("1")))).map(brief) };
  },

  "a fork as if another node had written": async () => {
    const { app } = await threeSteps();
    await app.invoke({ log: ["start"] }, thread("1"));
    const history = await collect(app.getStateHistory(thread("1")));
    const past = history.find(({ next }) => next[0] === "b")!;
    const fork = await app.updateState(past.config, { log: ["skips"] }, "c");
    return { next: (await app.getState(fork)).next, latest: (await app.getState(thread("1"))).values };
  },

  "two forks do not see each other": async () => {
    const { app } = await threeSteps();
    await app.invoke({ log: ["start"] }, thread("1"));
    const past = (await collect(app.getStateHistory(thread("1")))).find(({ next }) => next[0] === "b")!;
    const left = await app.updateState(past.config, { log: ["left"] });
    const right = await app.updateState(past.config, { log: ["right"] });
    return [await app.invoke(null, left), await app.invoke(null, right)];
  },

  "many updates at once": async () => {
    const { app } = await threeSteps();
    await app.bulkUpdateState(thread("1"), [
      { updates: [{ values: { log: ["first"] }, asNode: "a" }] },
      { updates: [{ values: { log: ["second"] }, asNode: "b" }] },
    ]);
    return brief(await app.getState(thread("1")));
  },

  "a breakpoint before a node": async () => {
    const { app } = await threeSteps();
    const stopped = await app.invoke({ log: [] }, { ...thread("1"), interruptBefore: ["b"] });
    const { next } = await app.getState(thread("1"));
    return { stopped, next, whole: await app.invoke(null, thread("1")) };
  },

  "breakpoints that belong to the graph": async () => {
    const { app } = await threeSteps({ interruptAfter: ["a"], interruptBefore: ["c"] });
    const seen = [await app.invoke({ log: [] }, thread("1"))];
    seen.push(await app.invoke(null, thread("1")), await app.invoke(null, thread("1")));
    return seen;
  },

  "the write of a node that was done when its sibling failed is kept": async () => {
    let broken = true;
    const runs: string[] = [];
    const saver = await openSaver();
    const isKept = async () => (await saver.getTuple(thread("1")))?.pendingWrites?.some(([, to]) => to === "log");
    const app = new StateGraph(Log)
      .addNode("good", async () => (runs.push("good"), await pause(), { log: ["good"], count: 1 }))
      .addNode("bad", async () => {
        runs.push("bad");
        if (!broken) return { log: ["bad"], count: 1 };
        while (!(await isKept())) await pause();
        throw new Error("not yet");
      })
      .addEdge(START, "good")
      .addEdge(START, "bad")
      .compile({ checkpointer: saver });
    const first = await attempt(() => app.invoke({ log: [] }, thread("1")));
    const { tasks } = await app.getState(thread("1"));
    broken = false;
    return { first, tasks, second: await app.invoke(null, thread("1")), runs };
  },

  "durability decides what is written": async () => {
    const counts: Record<string, number> = {};
    for (const durability of ["sync", "async", "exit"] as const) {
      const { app, saver } = await threeSteps();
      await app.invoke({ log: [] }, { ...thread("1"), durability });
      counts[durability] = (await collect(saver.list(thread("1")))).length;
    }
    return counts;
  },

  "an interrupt survives with durability exit": async () => {
    const app = new StateGraph(Log)
      .addNode("a", step("a"))
      .addNode("ask", async () => (await pause(), { log: [interrupt("ok?")] }))
      .addEdge(START, "a")
      .addEdge("a", "ask")
      .compile({ checkpointer: await openSaver() });
    await app.invoke({ log: [] }, { ...thread("1"), durability: "exit" });
    return app.invoke(new Command({ resume: "yes" }), thread("1"));
  },

  "a thread is deleted": async () => {
    const { app, saver } = await threeSteps();
    await app.invoke({ log: [] }, thread("1"));
    await app.invoke({ log: [] }, thread("2"));
    await saver.deleteThread("1");
    return [(await app.getState(thread("1"))).values, (await app.getState(thread("2"))).values];
  },

  "the bytes of a database are opened again": async () => {
    const { app, saver } = await threeSteps({ interruptBefore: ["c"] });
    await app.invoke({ log: [] }, thread("1"));
    const bytes = saver.export();
    await app.invoke(null, thread("1"));
    const { app: again } = await threeSteps({ checkpointer: await SqlJsSaver.open({ bytes, name: "copy" }) });
    const before = brief(await again.getState(thread("1")));
    return { before, after: await again.invoke(null, thread("1")) };
  },

  "values of many kinds come back as they were": async () => {
    const State = Annotation.Root({ it: Annotation<any>(), read: Annotation<any>() });
    const app = new StateGraph(State)
      .addNode(
        "look",
        async ({ it }) => (
          await null,
          { read: Object.entries(it).map(([key, value]) => [key, Object.prototype.toString.call(value), value]) }
        ),
      )
      .addEdge(START, "look")
      .compile({ checkpointer: await openSaver(), interruptBefore: ["look"] });
    const it = {
      map: new Map([["k", [1]]]),
      set: new Set([1, 2]),
      bytes: new Uint8Array([1, 2]),
      error: new TypeError("x"),
      none: null,
      text: "☃",
      deep: { a: [{ b: 1 }] },
      pattern: /a+/gi,
    };
    await app.invoke({ it }, thread("1"));
    return (await app.invoke(null, thread("1"))).read.map(([key, kind, value]: any) => [
      key,
      kind,
      value instanceof RegExp ? String(value) : value,
    ]);
  },
};
