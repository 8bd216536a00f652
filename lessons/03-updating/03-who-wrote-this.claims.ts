// The claims of "Who wrote this?": what the node that an update is written as decides.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
import type { Claim } from "../../src/course/model.ts";
import { type App, changed, claim, errorOf, onThread } from "../worlds.ts";

const LOAN = onThread("loan-12");

const State = Annotation.Root({
  amount: Annotation<number>,
  log: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

const FORK_AND_JOIN: readonly (readonly [from: string | string[], to: string])[] = [
  [START, "intake"],
  ["intake", "fraud"],
  ["intake", "credit"],
  ["fraud", "decide"],
  ["credit", "decide"],
  ["decide", "mail"],
  ["mail", END],
];

const IN_A_ROW: typeof FORK_AND_JOIN = [
  [START, "intake"],
  ["intake", "fraud"],
  ["fraud", "credit"],
  ["credit", "decide"],
  ["decide", "mail"],
  ["mail", END],
];

/** Each node writes its name into the log. */
async function loans(edges: typeof FORK_AND_JOIN): Promise<App> {
  const graph: any = new StateGraph(State);
  for (const name of ["intake", "fraud", "credit", "decide", "mail"]) graph.addNode(name, () => ({ log: [name] }));
  for (const [from, to] of edges) graph.addEdge(from, to);
  return graph.compile({ checkpointer: await SqlJsSaver.open() });
}

/** The graph with a loan that waits before `before`. */
async function waiting(before: string, edges = FORK_AND_JOIN): Promise<App> {
  const app = await loans(edges);
  await app.invoke({ amount: 9_000 }, { ...LOAN, interruptBefore: [before] as any });
  return app;
}

const nextOf = async (app: App) => [...(await app.getState(LOAN)).next].sort().join() || "nothing";

export const claims: readonly Claim[] = [
  claim({
    id: "next-follows-as-node",
    says: "An update counts as written by asNode: afterwards what follows that node is next, wherever the thread was before.",
    sources: [
      { source: "001", says: "The update of the repair names the node that it is written as.", verdict: "agrees" },
      { source: "002", says: "An update can be made as if it came from a certain node.", verdict: "agrees" },
    ],
    world: () => loans(FORK_AND_JOIN),
    otherwise: {
      says: "a graph that is not told asNode",
      world: async () =>
        changed(await loans(FORK_AND_JOIN), {
          updateState: (original) => ((config: any, values: any) => original(config, values)) as any,
        }),
    },
    async run(app) {
      await app.invoke({ amount: 9_000 }, LOAN);
      const next: Record<string, string> = {};
      for (const asNode of [START, "intake", "fraud", "decide", "mail"]) {
        await app.updateState(LOAN, { amount: 900 }, asNode);
        next[asNode] = await nextOf(app);
      }
      const holds = Object.values(next).join(" ") === "intake credit,fraud decide mail nothing";
      return { holds, seen: { nextAfterAnUpdateAs: next } };
    },
  }),
  claim({
    id: "as-the-waiting-node-skips-it",
    says: "An update written as the node that is waiting to run skips it: that node counts as done, and does not run.",
    world: () => "decide",
    otherwise: { says: "an update as the node before it", world: () => "fraud" },
    async run(asNode) {
      const app = await waiting("decide");
      await app.updateState(LOAN, { amount: 900 }, asNode);
      const next = await nextOf(app);
      const { log } = await app.invoke(null, LOAN);
      return { holds: next === "mail" && !log.includes("decide"), seen: { next, nodesThatRan: log } };
    },
  }),
  claim({
    id: "update-counts-as-the-last-writers",
    says: "Without asNode, an update counts as written by the node that wrote last, so what was next is still next.",
    world: () => undefined as string | undefined,
    otherwise: { says: "an update as another node", world: () => "intake" },
    async run(asNode) {
      const app = await waiting("mail");
      const before = await nextOf(app);
      await app.updateState(LOAN, { amount: 900 }, asNode);
      const after = await nextOf(app);
      return { holds: before === "mail" && after === "mail", seen: { nextBefore: before, nextAfter: after } };
    },
  }),
  claim({
    id: "two-last-writers-are-ambiguous",
    says: "After nodes that ran side by side, an update without asNode is refused: Ambiguous update.",
    world: () => FORK_AND_JOIN,
    otherwise: { says: "a graph whose nodes run one after another", world: () => IN_A_ROW },
    async run(edges) {
      const app = await waiting("decide", edges);
      const error = await errorOf(() => app.updateState(LOAN, { amount: 900 }));
      return { holds: error !== null && error.includes("Ambiguous update"), seen: { error } };
    },
  }),
  claim({
    id: "fresh-thread-update-leads-to-the-first-node",
    says: "On a thread that nothing was written to, an update without asNode counts as the input: the first node is next.",
    world: () => undefined as string | undefined,
    otherwise: { says: "an update as the first node", world: () => "intake" },
    async run(asNode) {
      const app = await loans(FORK_AND_JOIN);
      await app.updateState(LOAN, { amount: 900 }, asNode);
      const next = await nextOf(app);
      return { holds: next === "intake", seen: { next } };
    },
  }),
  claim({
    id: "edge-with-a-condition-decides-again",
    says: "An update as a node with a conditional edge asks that edge again, with the updated state.",
    world: () => 900,
    otherwise: { says: "an update that changes nothing for the edge", world: () => 9_000 },
    async run(amount) {
      const graph: any = new StateGraph(State);
      const app: App = graph
        .addNode("sort", () => ({}))
        .addNode("clerk", () => ({}))
        .addNode("robot", () => ({}))
        .addEdge(START, "sort")
        .addConditionalEdges("sort", ({ amount: asked }: typeof State.State) => (asked > 1_000 ? "clerk" : "robot"), [
          "clerk",
          "robot",
        ])
        .compile({ checkpointer: await SqlJsSaver.open() });
      await app.invoke({ amount: 9_000 }, { ...LOAN, interruptBefore: ["clerk"] as any });
      const before = await nextOf(app);
      await app.updateState(LOAN, { amount }, "sort");
      const after = await nextOf(app);
      return { holds: before === "clerk" && after === "robot", seen: { nextBefore: before, nextAfter: after } };
    },
  }),
  claim({
    id: "a-join-waits-for-all-its-nodes",
    says: "If one edge leads from several nodes together to a node, an update as one of them does not make that node next.",
    world: (): typeof FORK_AND_JOIN => [
      [START, "intake"],
      ["intake", "fraud"],
      ["intake", "credit"],
      [["fraud", "credit"], "decide"],
      ["decide", "mail"],
    ],
    otherwise: { says: "an edge from each of them", world: () => FORK_AND_JOIN },
    async run(edges) {
      const app = await loans(edges);
      await app.invoke({ amount: 9_000 }, LOAN);
      await app.updateState(LOAN, { amount: 900 }, "fraud");
      const next = await nextOf(app);
      return { holds: next === "nothing", seen: { next } };
    },
  }),
];
