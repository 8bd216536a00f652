// interrupt() wherever a node may call it: LangGraph finds the running task through the asynchronous context.
import {
  Annotation,
  Command,
  END,
  GraphInterrupt,
  MemorySaver,
  Send,
  START,
  StateGraph,
  interrupt,
  isGraphInterrupt,
} from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { AIMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { MessagesAnnotation } from "@langchain/langgraph";
import { z } from "zod";
import { attempt, openSaver, pause, thread, type Scenarios } from "./scenario.ts";

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),
});
type LogState = typeof Log.State;

/** One node that may pause; the answers are given one after another. Gives what each invocation returned. */
async function ask(node: (state: LogState) => unknown, ...answers: unknown[]): Promise<unknown> {
  const app = new StateGraph(Log)
    .addNode("ask", node as any)
    .addEdge(START, "ask")
    .compile({ checkpointer: await openSaver() });
  const seen: unknown[] = [await app.invoke({ log: ["start"] }, thread("1"))];
  for (const answer of answers) seen.push(await app.invoke(new Command({ resume: answer }), thread("1")));
  const state = await app.getState(thread("1"));
  return { seen, next: state.next, tasks: state.tasks };
}

async function threeDeep(question: string): Promise<string> {
  const second = async () => {
    await null;
    const third = async (): Promise<string> => {
      await pause();
      return interrupt(question);
    };
    return `(${await third()})`;
  };
  return second();
}

async function* twoQuestions() {
  yield "first?";
  await pause();
  yield "second?";
}

export const interrupts: Scenarios = {
  "interrupt as the first thing": () => ask(() => ({ log: [interrupt("ok?")] }), "yes"),

  "interrupt after an await": () =>
    ask(async () => {
      await pause(2);
      return { log: [interrupt("ok?")] };
    }, "yes"),

  "interrupt after a rejected await, in catch": () =>
    ask(async () => {
      try {
        await Promise.reject(new Error("no network"));
      } catch (error) {
        return { log: [`${(error as Error).message}: ${interrupt("retry?")}`] };
      }
      return {};
    }, "yes"),

  "interrupt in finally after a rejected await": () =>
    ask(async () => {
      const log: string[] = [];
      try {
        await pause().then(() => Promise.reject(new Error("no network")));
      } catch {
        log.push("caught");
      } finally {
        log.push(interrupt("go on?"));
      }
      return { log };
    }, "yes"),

  "interrupt in a helper three calls deep": () => ask(async () => ({ log: [await threeDeep("deep?")] }), "yes"),

  "interrupt in a callback of then": () =>
    ask(() => Promise.resolve("then").then((word) => ({ log: [`${word} ${interrupt("ok?")}`] })), "yes"),

  "two interrupts in one node, answered one by one": () =>
    ask(
      async () => {
        const name = interrupt("name?");
        await pause();
        return { log: [name, interrupt(`age of ${name}?`)] };
      },
      "Ada",
      36,
    ),

  "interrupt in a loop until the answer is valid": () =>
    ask(
      async () => {
        let question = "how many?";
        for (;;) {
          const answer = interrupt(question);
          if (typeof answer === "number") return { log: [`${answer} pieces`] };
          await null;
          question = `${answer} is no number`;
        }
      },
      "many",
      "few",
      3,
    ),

  "interrupt while an async generator is read": () =>
    ask(
      async () => {
        const log: string[] = [];
        for await (const question of twoQuestions()) log.push(interrupt(question));
        return { log };
      },
      "a",
      "b",
    ),

  "interrupt inside Promise.all": () =>
    ask(async () => {
      const both = await Promise.all([pause().then(() => "timer"), (async () => (await null, interrupt("ok?")))()]);
      return { log: both };
    }, "yes"),

  "an interrupt that is swallowed by try and catch": () =>
    ask(async () => {
      try {
        await null;
        interrupt("never asked");
      } catch (error) {
        return { log: [error instanceof GraphInterrupt ? "swallowed an interrupt" : "swallowed an error"] };
      }
      return {};
    }),

  "an interrupt that is told from an error and thrown again": () =>
    ask(async () => {
      try {
        await pause();
        return { log: [interrupt("ok?")] };
      } catch (error) {
        if (isGraphInterrupt(error)) throw error;
        return { log: ["an error"] };
      }
    }, "yes"),

  "a node runs again from its start when it is resumed": async () => {
    let runs = 0;
    const result = await ask(async () => {
      runs++;
      await pause();
      return { log: [interrupt("ok?")] };
    }, "yes");
    return { result, runs };
  },

  "parallel nodes pause and are resumed by id": async () => {
    const node = (name: string) => async () => {
      await pause(name === "a" ? 3 : 1);
      return { log: [`${name} ${interrupt(`${name}?`)}`] };
    };
    const app = new StateGraph(Log)
      .addNode("a", node("a"))
      .addNode("b", node("b"))
      .addEdge(START, "a")
      .addEdge(START, "b")
      .compile({ checkpointer: await openSaver() });
    const paused: any = await app.invoke({ log: [] }, thread("1"));
    // Which of them asks first is up to the timers of a busy machine.
    paused.__interrupt__.sort((left: any, right: any) => (left.value < right.value ? -1 : 1));
    const byId: Record<string, string> = {};
    for (const { id, value } of paused.__interrupt__) byId[id] = `answer to ${value}`;
    return { paused, resumed: await app.invoke(new Command({ resume: byId }), thread("1")) };
  },

  "one of two paused nodes is resumed": async () => {
    const node = (name: string) => async () => ({ log: [`${name} ${await threeDeep(`${name}?`)}`] });
    const app = new StateGraph(Log)
      .addNode("a", node("a"))
      .addNode("b", node("b"))
      .addEdge(START, "a")
      .addEdge(START, "b")
      .compile({ checkpointer: await openSaver() });
    const paused: any = await app.invoke({ log: [] }, thread("1"));
    const a = paused.__interrupt__.find((entry: any) => entry.value === "a?");
    const half = await app.invoke(new Command({ resume: { [a.id]: "yes" } }), thread("1"));
    const { tasks, values } = await app.getState(thread("1"));
    return { half, values, tasks, whole: await app.invoke(new Command({ resume: "late" }), thread("1")) };
  },

  "each branch of a fan-out pauses": async () => {
    const app = new StateGraph(Log)
      .addNode("each", async (input: any) => {
        await pause(input.n);
        return { log: [`${input.n}: ${interrupt(input.n)}`] };
      })
      .addConditionalEdges(START, () => [1, 2, 3].map((n) => new Send("each", { n })))
      .compile({ checkpointer: await openSaver() });
    const paused: any = await app.invoke({ log: [] }, thread("1"));
    const resume = Object.fromEntries(paused.__interrupt__.map(({ id, value }: any) => [id, value * 10]));
    return { paused, resumed: await app.invoke(new Command({ resume }), thread("1")) };
  },

  "interrupt in a tool that a ToolNode runs": async () => {
    const pay = tool(
      async ({ amount }) => {
        await pause();
        return `paid ${amount}: ${interrupt(`pay ${amount}?`)}`;
      },
      { name: "pay", description: "pays", schema: z.object({ amount: z.number() }) },
    );
    const call = new AIMessage({ content: "", id: "m1", tool_calls: [{ name: "pay", args: { amount: 5 }, id: "c1" }] });
    const app = new StateGraph(MessagesAnnotation)
      .addNode("model", async () => ({ messages: [call] }))
      .addNode("tools", new ToolNode([pay]))
      .addEdge(START, "model")
      .addEdge("model", "tools")
      .compile({ checkpointer: await openSaver() });
    const paused: any = await app.invoke({ messages: [] }, thread("1"));
    const resumed = await app.invoke(new Command({ resume: "approved" }), thread("1"));
    return { paused: paused.__interrupt__, contents: resumed.messages.map((message) => message.content) };
  },

  "interrupt in a tool that a node calls": () =>
    ask(async () => {
      const check = tool(async ({ word }) => `${word} ${interrupt(word)}`, {
        name: "check",
        description: "checks",
        schema: z.object({ word: z.string() }),
      });
      await null;
      return { log: [await check.invoke({ word: "sure?" })] };
    }, "yes"),

  "interrupt without a checkpointer": () => {
    const app = new StateGraph(Log)
      .addNode("ask", async () => (await null, { log: [interrupt("ok?")] }))
      .addEdge(START, "ask")
      .compile();
    return attempt(() => app.invoke({ log: [] }));
  },

  "interrupt outside of any graph": async () => {
    await pause();
    return attempt(() => interrupt("ok?"));
  },

  "the state is changed while the graph is paused": async () => {
    const app = new StateGraph(Log)
      .addNode("ask", async (state) => (await pause(), { log: [`${state.log.length} ${interrupt("ok?")}`] }))
      .addEdge(START, "ask")
      .compile({ checkpointer: await openSaver() });
    await app.invoke({ log: ["start"] }, thread("1"));
    await app.updateState(thread("1"), { log: ["from outside"] }, START);
    const before = await app.getState(thread("1"));
    const resumed = await app.invoke(new Command({ resume: "yes" }), thread("1"));
    return { next: before.next, resumed };
  },

  "a resumed node goes elsewhere by a command": async () => {
    const app = new StateGraph(Log)
      .addNode(
        "ask",
        async () => (await pause(), new Command({ goto: interrupt("where?"), update: { log: ["asked"] } })),
        {
          ends: ["left", "right"],
        },
      )
      .addNode("left", () => ({ log: ["left"] }))
      .addNode("right", () => ({ log: ["right"] }))
      .addEdge(START, "ask")
      .addEdge("left", END)
      .addEdge("right", END)
      .compile({ checkpointer: new MemorySaver() });
    await app.invoke({ log: [] }, thread("1"));
    return app.invoke(new Command({ resume: "right" }), thread("1"));
  },
};
