// The claims of "Super-steps": what runs together, what it sees, and when it is saved.
import { END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, changed, claim, errorOf, Notes, onThread } from "../worlds.ts";

const THREAD = onThread("report");

type Node = (state: typeof Notes.State) => Promise<Partial<typeof Notes.Update>> | Partial<typeof Notes.Update>;

/** Nodes in a row, or side by side from START. */
async function arrange(how: "side by side" | "in a row", nodes: Readonly<Record<string, Node>>, own?: SqlJsSaver) {
  const saver = own ?? (await SqlJsSaver.open());
  // Names of nodes are made at run time here; the builder's types only follow names that are written out.
  const graph: any = new StateGraph(Notes);
  let last: string = START;
  for (const [name, node] of Object.entries(nodes)) {
    graph.addNode(name, node).addEdge(last, name);
    if (how === "in a row") last = name;
  }
  return { app: graph.compile({ checkpointer: saver }) as App, saver };
}

/** Long enough for everything that can happen meanwhile. */
async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) await Promise.resolve();
}

const SIDE_BY_SIDE = "side by side" as const;
const nodesInARow = { says: "the same nodes in a row", world: () => "in a row" as const };

export const claims: readonly Claim[] = [
  claim<"side by side" | "in a row">({
    id: "nothing-saved-before-the-last",
    says: "While one node of a super-step is still working, no checkpoint holds what the others of it have returned.",
    sources: [
      { source: "002", says: "A checkpoint is saved at each super-step.", verdict: "agrees" },
      { source: "003", says: "A checkpoint is written after each node has run.", verdict: "wrong" },
      { source: "004", says: "State is saved at every super-step.", verdict: "agrees" },
    ],
    world: () => SIDE_BY_SIDE,
    otherwise: nodesInARow,
    async run(how) {
      let saved: unknown = null;
      const { app, saver } = await arrange(how, {
        fast: () => ({ list: ["fast"] }),
        slow: async () => {
          await manyTurns();
          saved = (await saver.getTuple(THREAD))?.checkpoint.channel_values.list ?? [];
          return { list: ["slow"] };
        },
      });
      await app.invoke({ list: ["in"] }, { ...THREAD, durability: "sync" });
      const after = (await app.getState(THREAD)).values.list;
      return {
        holds: Array.isArray(saved) && saved.join() === "in" && after.join() === "in,fast,slow",
        seen: { savedWhileSlowWasWorking: saved, savedAfterwards: after },
      };
    },
  }),
  claim({
    id: "fast-branch-waits",
    says: "A node of the next super-step begins only when the slowest node of this one has ended, even if it needs nothing from it.",
    world: () => ({ waitsForItsWork: true }),
    otherwise: {
      says: "a slow node that does not wait for its own work",
      world: () => ({ waitsForItsWork: false }),
    },
    async run({ waitsForItsWork }) {
      const events: string[] = [];
      let work = Promise.resolve();
      const app = new StateGraph(Notes)
        .addNode("news", () => ({ list: ["news"] }))
        .addNode("archive", async () => {
          work = manyTurns().then(() => void events.push("archive has its result"));
          if (waitsForItsWork) await work;
          return { list: ["archive"] };
        })
        .addNode("summarize", async () => {
          events.push("summarize begins");
          await work;
          return { list: ["summarize"] };
        })
        .addEdge(START, "news")
        .addEdge(START, "archive")
        .addEdge("news", "summarize")
        .addEdge("summarize", END)
        .compile();
      await app.invoke({ list: [] });
      return { holds: events.join() === "archive has its result,summarize begins", seen: { events } };
    },
  }),
  claim<"side by side" | "in a row">({
    id: "siblings-do-not-see-each-other",
    says: "All nodes of a super-step are given the state from before it: none sees what another of them has returned.",
    world: () => SIDE_BY_SIDE,
    otherwise: nodesInARow,
    async run(how) {
      const given: Record<string, readonly string[]> = {};
      const node = (name: string) => (state: typeof Notes.State) => {
        given[name] = state.list;
        return { list: [name] };
      };
      const { app } = await arrange(how, { first: node("first"), second: node("second") });
      await app.invoke({ list: ["in"] }, THREAD);
      return {
        holds: given.first?.join() === "in" && given.second?.join() === "in",
        seen: { listThatEachWasGiven: given },
      };
    },
  }),
  claim<"side by side" | "in a row">({
    id: "results-go-in-by-name",
    says: "The results of a super-step reach a reducer in the order of the nodes' names, whichever node ended first.",
    world: () => SIDE_BY_SIDE,
    otherwise: nodesInARow,
    async run(how) {
      const ended: string[] = [];
      const { app } = await arrange(how, {
        zebra: () => {
          ended.push("zebra");
          return { list: ["zebra"] };
        },
        ant: async () => {
          await manyTurns();
          ended.push("ant");
          return { list: ["ant"] };
        },
      });
      const { list } = await app.invoke({ list: [] }, THREAD);
      return { holds: ended.join() === "zebra,ant" && list.join() === "ant,zebra", seen: { ended, list } };
    },
  }),
  claim<"side by side" | "in a row">({
    id: "two-values-without-a-reducer-throw",
    says: "When two nodes of a super-step return a value for the same key, and the key has no reducer, the run throws InvalidUpdateError.",
    world: () => SIDE_BY_SIDE,
    otherwise: nodesInARow,
    async run(how) {
      const { app } = await arrange(how, { first: () => ({ value: "one" }), second: () => ({ value: "two" }) });
      const error = await errorOf(() => app.invoke({ value: "none" }, THREAD));
      return {
        holds: error?.startsWith("InvalidUpdateError") === true,
        seen: { error: error?.split("\n")[0] ?? null },
      };
    },
  }),
  claim<readonly ["fast", ...string[]]>({
    id: "single-edges-are-no-join",
    says: "A node with one edge from each of two branches of different length runs twice; with one edge from the list of both, it runs once, after the longer.",
    world: () => ["fast", "slow", "slower"],
    otherwise: { says: "two branches of the same length", world: () => ["fast", "slow"] },
    async run([fast, ...branch]) {
      const runsWith = async (connect: (graph: any, ends: string[]) => void) => {
        const ran: string[] = [];
        const graph: any = new StateGraph(Notes);
        for (const name of [fast, ...branch, "join"]) graph.addNode(name, () => void ran.push(name));
        graph.addEdge(START, fast).addEdge(START, branch[0]);
        branch.slice(1).forEach((name, at) => graph.addEdge(branch[at], name));
        connect(graph, [fast, branch.at(-1)!]);
        await graph.compile().invoke({ list: [] });
        return ran;
      };
      const single = await runsWith((graph, ends) => ends.forEach((end) => graph.addEdge(end, "join")));
      const list = await runsWith((graph, ends) => graph.addEdge(ends, "join"));
      const joins = (ran: readonly string[]) => ran.filter((name) => name === "join").length;
      return {
        holds: joins(single) === 2 && joins(list) === 1 && list.at(-1) === "join",
        seen: { oneEdgeFromEach: single, oneEdgeFromTheList: list },
      };
    },
  }),
  claim({
    id: "next-begins-before-the-save",
    says: "Under the default durability the next super-step begins while the checkpoint before it is still being stored.",
    sources: [
      { source: "002", says: "The mode async saves during execution, sync before each step.", verdict: "agrees" },
    ],
    world: () => ({}),
    otherwise: { says: 'a call with durability "sync"', world: () => ({ durability: "sync" as const }) },
    async run(options) {
      const events: string[] = [];
      let secondBegins = () => {};
      const begun = new Promise<void>((resolve) => (secondBegins = resolve));
      const saver = changed(await SqlJsSaver.open(), {
        put:
          (original) =>
          async (...given) => {
            // Storing takes until the next node has begun; the timer is for a run in which it waits for the storing.
            if (given[2].step === 1) await Promise.race([begun, new Promise((resolve) => setTimeout(resolve, 80))]);
            const stored = await original(...given);
            if (given[2].step === 1) events.push("step 1 is stored");
            return stored;
          },
      });
      const { app } = await arrange(
        "in a row",
        {
          first: () => ({ list: ["first"] }),
          second: () => {
            events.push("second begins");
            secondBegins();
            return { list: ["second"] };
          },
        },
        saver,
      );
      await app.invoke({ list: [] }, { ...THREAD, ...options });
      return { holds: events.join() === "second begins,step 1 is stored", seen: { events } };
    },
  }),
];
