// Small graphs whose rows can be counted by hand.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

/** Says in words how far off the count is: that tells one wrong idea from another. */
function sameCount(t: TestContext, actual: unknown, expected: number, what: string): void {
  const off = typeof actual === "number" ? actual - expected : NaN;
  const how = off === -1 ? "one too few" : off < 0 ? "too few" : off > 0 ? "too many" : "not a number";
  t.equal(actual, expected, `${what}: ${how}`);
}

export const tests: readonly ConformanceTest[] = [
  {
    id: "count/row",
    rule: "the count is right for three nodes in a row",
    points: 1,
    async run(subject, t) {
      sameCount(t, await subject.countCheckpoints({ kind: "row", nodes: 3 }, 1), 5, "row of 3 nodes, one turn");
    },
  },
  {
    id: "count/fan",
    rule: "the count is right for four nodes that run at the same time",
    points: 1,
    async run(subject, t) {
      sameCount(t, await subject.countCheckpoints({ kind: "fan", nodes: 4 }, 1), 3, "fan of 4 nodes, one turn");
    },
  },
  {
    id: "count/loop",
    rule: "the count is right for one node that runs three times",
    points: 1,
    async run(subject, t) {
      const loop = { kind: "loop", nodes: 1, rounds: 3 };
      sameCount(t, await subject.countCheckpoints(loop, 1), 5, "loop of 1 node, 3 rounds, one turn");
    },
  },
];
