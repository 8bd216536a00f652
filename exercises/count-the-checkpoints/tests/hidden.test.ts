// Shapes of any size against a simulation, and against the real graph.
import type { ConformanceTest, Random, TestContext } from "@forkpoint/conformance";

type Shape =
  | { kind: "row" | "fan"; nodes: number }
  | { kind: "loop"; nodes: number; rounds: number }
  | { kind: "diamond"; branches: number[] };

/** One run of a node, and the runs that must be over before it can begin. */
type Run = { readonly id: string; readonly waitsFor: readonly string[] };

function runsOf(shape: Shape): Run[] {
  const row = (prefix: string, length: number, after: readonly string[]): Run[] =>
    Array.from({ length }, (_, n) => ({ id: `${prefix}${n}`, waitsFor: n === 0 ? after : [`${prefix}${n - 1}`] }));
  switch (shape.kind) {
    case "row":
      return row("n", shape.nodes, []);
    case "fan":
      return Array.from({ length: shape.nodes }, (_, n) => ({ id: `n${n}`, waitsFor: [] }));
    case "loop":
      return row("n", shape.nodes * shape.rounds, []);
    case "diamond": {
      const branches = shape.branches.map((length, index) => row(`b${index}.`, length, ["first"]));
      const ends = branches.map((branch) => branch.at(-1)!.id);
      return [{ id: "first", waitsFor: [] }, ...branches.flat(), { id: "join", waitsFor: ends }];
    }
  }
}

/** Lets every run begin as soon as it can, wave after wave, and counts rows: the input, the start, and one per wave. */
function simulate(shape: Shape, turns: number): number {
  let rows = 0;
  for (let turn = 0; turn < turns; turn++) {
    const done = new Set<string>();
    let waiting = runsOf(shape);
    rows += 2;
    while (waiting.length > 0) {
      const ready = waiting.filter(({ waitsFor }) => waitsFor.every((id) => done.has(id)));
      for (const { id } of ready) done.add(id);
      waiting = waiting.filter(({ id }) => !done.has(id));
      rows += 1;
    }
  }
  return rows;
}

const unequalBranches = (random: Random) => {
  const short = random.int(2, 3);
  return random.shuffle([short, random.int(short + 1, short + 4), random.int(short, short + 4)]);
};

/** Says in words how far off the count is: that tells one wrong idea from another. */
function sameCount(t: TestContext, actual: unknown, expected: number, what: string): void {
  const off = typeof actual === "number" ? actual - expected : NaN;
  const how = off === -1 ? "one too few" : off < 0 ? "too few" : off > 0 ? "too many" : "not a number";
  t.equal(actual, expected, `${what}: ${how}`);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "row/any-length",
    rule: "a row of any length is counted right, down to a single node",
    points: 1,
    async run(subject, t) {
      for (const nodes of [1, t.random.int(2, 9), t.random.int(2_000, 3_000)]) {
        const shape: Shape = { kind: "row", nodes };
        sameCount(t, await subject.countCheckpoints(shape, 1), simulate(shape, 1), "checkpoints of a row");
      }
    },
  },
  {
    id: "fan/any-width",
    rule: "a fan of any width is counted right",
    points: 1,
    async run(subject, t) {
      for (const nodes of [2, t.random.int(4, 9), t.random.int(10, 200)]) {
        const shape: Shape = { kind: "fan", nodes };
        sameCount(t, await subject.countCheckpoints(shape, 1), simulate(shape, 1), "checkpoints of a fan");
      }
    },
  },
  {
    id: "loop/any-rounds",
    rule: "a loop counts every round of every node in it",
    points: 1,
    async run(subject, t) {
      for (const nodes of [1, t.random.int(2, 5)]) {
        const shape: Shape = { kind: "loop", nodes, rounds: t.random.int(2, 9) };
        sameCount(t, await subject.countCheckpoints(shape, 1), simulate(shape, 1), "checkpoints of a loop");
      }
    },
  },
  {
    id: "diamond/equal-branches",
    rule: "branches of one node each, side by side, take one super-step together",
    points: 1,
    async run(subject, t) {
      // Not three: 2 + 3 nodes happen to leave five rows, which is right for the wrong reason.
      for (const width of [2, t.random.int(4, 9)]) {
        const shape: Shape = { kind: "diamond", branches: Array.from({ length: width }, () => 1) };
        sameCount(t, await subject.countCheckpoints(shape, 1), simulate(shape, 1), "checkpoints of a diamond");
      }
    },
  },
  {
    id: "diamond/unequal-branches",
    rule: "the node that joins branches of different lengths waits for the longest",
    points: 2,
    async run(subject, t) {
      const shape: Shape = { kind: "diamond", branches: unequalBranches(t.random) };
      sameCount(t, await subject.countCheckpoints(shape, 1), simulate(shape, 1), "checkpoints of an uneven diamond");
    },
  },
  {
    id: "turns/second-turn",
    rule: "every further call on the same thread adds as many checkpoints as the first",
    points: 2,
    async run(subject, t) {
      const shape: Shape = { kind: "row", nodes: t.random.int(1, 9) };
      for (const turns of [2, t.random.int(3, 9)])
        sameCount(
          t,
          await subject.countCheckpoints(shape, turns),
          simulate(shape, turns),
          "checkpoints after several turns",
        );
    },
  },
  {
    id: "graph/as-written",
    rule: "the count is the number of rows that the real graph writes",
    points: 2,
    async run(subject, t) {
      const { buildGraph, runTurns } = await t.guest.module("graph.ts");
      const saver = await t.guest.saver();
      const turns = t.random.int(2, 3);
      const shapes: Shape[] = [
        { kind: "fan", nodes: t.random.int(4, 6) },
        { kind: "loop", nodes: t.random.int(1, 2), rounds: t.random.int(2, 3) },
        { kind: "diamond", branches: unequalBranches(t.random) },
      ];
      for (const shape of shapes) {
        const app = await buildGraph(shape, saver);
        await runTurns(app, shape.kind, turns);
        let written = 0;
        for await (const _ of app.getStateHistory({ configurable: { thread_id: shape.kind } })) written += 1;
        sameCount(t, await subject.countCheckpoints(shape, turns), written, "rows that the real graph wrote");
      }
    },
  },
];
