// Each failure happens in a chain and in a graph; what counts is which effects there were.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Happened {
  readonly effects: readonly string[];
  readonly isDone: boolean;
}

async function happen(subject: any, t: TestContext, name: string) {
  const { inAChain, inAGraph } = await t.guest.module("work.ts");
  const failure = await subject[name];
  const chain: Happened = await inAChain(failure);
  const graph: Happened = await inAGraph(await t.guest.saver(), t.random.id("order"), failure);
  t.ok(chain.isDone && graph.isDone, "both come to their end with the retry");
  return { chain: repeats(chain), graph: repeats(graph), both: `chain: ${told(chain)}; graph: ${told(graph)}` };
}

const told = ({ effects }: Happened) => effects.join(", ");
const repeats = ({ effects }: Happened) => new Set(effects).size < effects.length;

const after = ["answer/three-failures"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/chain-loses",
    rule: "at chainLoses, the chain does some effect twice, and the graph does each once",
    points: 2,
    after,
    async run(subject, t) {
      const { chain, graph, both } = await happen(subject, t, "chainLoses");
      if (!chain || graph) t.fail(`effects at chainLoses: ${both}`, "twice in the chain alone", both);
    },
  },
  {
    id: "answer/both-are-fine",
    rule: "at bothAreFine, chain and graph do each effect once",
    points: 1,
    after,
    async run(subject, t) {
      const { chain, graph, both } = await happen(subject, t, "bothAreFine");
      if (chain || graph) t.fail(`effects at bothAreFine: ${both}`, "each once, in both", both);
    },
  },
  {
    id: "evidence/graph-repeats",
    rule: "at graphRepeats, the graph does some effect twice",
    points: 2,
    after,
    async run(subject, t) {
      const { graph, both } = await happen(subject, t, "graphRepeats");
      if (!graph) t.fail(`effects at graphRepeats: ${both}`, "one of them twice in the graph", both);
    },
  },
];
