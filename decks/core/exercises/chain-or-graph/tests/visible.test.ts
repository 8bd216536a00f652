// Whether there are three failures.
import type { ConformanceTest } from "@forkpoint/conformance";

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/three-failures",
    rule: "each of the three names a node and when it fails",
    points: 1,
    async run(subject, t) {
      const { NODES } = await t.guest.module("work.ts");
      const nodes: string[] = await NODES;
      for (const name of ["chainLoses", "bothAreFine", "graphRepeats"]) {
        const failure: any = await subject[name];
        const isWhole = nodes.includes(failure?.node) && ["before-effect", "after-effect"].includes(failure?.when);
        t.ok(isWhole, `${name} is a failure`);
      }
    },
  },
];
