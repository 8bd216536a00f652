// The settings are played with random names and texts; so are the turns of the counter-example, in two ways.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

type Setting = {
  readonly how: string;
  readonly first: readonly number[];
  readonly then: readonly number[];
  readonly asked: number;
};

/** By number of the agent: who is called in the two turns, and the place in the second turn that is asked about. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  twice: { how: "in-a-row", first: [0, 0], then: [0, 0], asked: 1 },
  parallel: { how: "at-once", first: [0, 0], then: [0, 0], asked: 1 },
  swapped: { how: "in-a-row", first: [0, 1], then: [1, 0], asked: 0 },
  nodes: { how: "own-nodes", first: [0, 1], then: [1, 0], asked: 0 },
};

/** What the call that is asked about has met, as one of the answers. */
async function playSetting(t: TestContext, setting: string): Promise<string> {
  const { play } = await t.guest.module("agents.ts");
  const { how, first, then, asked } = SETTINGS[setting]!;
  const agents = [t.random.id("agent"), t.random.id("agent")];
  const calls = (who: readonly number[]) => who.map((agent) => ({ agent: agents[agent], text: t.random.id("text") }));
  const [before, after] = [calls(first), calls(then)];
  const met: string[] = (await play(await t.guest.saver(setting), how, [before, after]))[after[asked]!.text];
  const [a, b] = before.map(({ text }) => met.includes(text));
  return a && b ? "both" : a ? "a" : b ? "b" : "nothing";
}

async function check(subject: any, t: TestContext, settings: readonly string[]): Promise<void> {
  const answer: any = await subject.answer;
  for (const setting of settings) {
    const happened = await playSetting(t, setting);
    const said: unknown = answer?.[setting];
    const name = ["a", "b", "both", "nothing"].includes(said as string) ? String(said) : "no answer";
    if (name !== happened) t.fail(`${setting}, said to meet: ${name}`, happened, name);
  }
}

/** How many calls of these turns have met something that another agent was told. */
async function strangers(t: TestContext, turns: readonly (readonly string[])[], how: string): Promise<number> {
  const { play } = await t.guest.module("agents.ts");
  const told = new Map<string, string>();
  const calls = turns.map((agents) =>
    agents.map((agent) => {
      const text = t.random.id("text");
      told.set(text, agent);
      return { agent, text };
    }),
  );
  const met: Record<string, string[]> = await play(await t.guest.saver(how), how, calls);
  return Object.entries(met).filter(([text, found]) => found.some((one) => told.get(one) !== told.get(text))).length;
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/same-agent",
    rule: "the answers for one agent that is called twice, in a row and at once, are as runs show them",
    points: 2,
    run: (subject, t) => check(subject, t, ["twice", "parallel"]),
  },
  {
    id: "answer/two-agents",
    rule: "the answers for two agents in the other order, in one node and in a node each, are as runs show them",
    points: 2,
    run: (subject, t) => check(subject, t, ["swapped", "nodes"]),
  },
  {
    id: "evidence/counter-example",
    rule: "in the turns of `counterExample` an agent meets what another was told, in one node, and none does in a node each",
    points: 2,
    async run(subject, t) {
      const example: any = await subject.counterExample;
      const isTurn = (turn: unknown) =>
        Array.isArray(turn) && turn.length > 0 && turn.length < 6 && new Set(turn).size === turn.length;
      const isPlayable = Array.isArray(example) && example.length <= 6 && example.every(isTurn);
      if (!isPlayable) t.fail("the turns", "at most 6 lists of names, each name once in a turn", example);
      const turns: string[][] = example;
      if (!turns.flat().every((name) => /^[a-z]{1,20}$/.test(name))) t.fail("the names", "lower-case letters", turns);
      t.equal(await strangers(t, turns, "own-nodes"), 0, "calls that meet something of another agent, in a node each");
      t.ok((await strangers(t, turns, "in-a-row")) > 0, "in one node a call meets something of another agent");
    },
  },
];
