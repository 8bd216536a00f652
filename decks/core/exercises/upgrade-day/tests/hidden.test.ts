// Follows the plan with versions of each fault. The plan is judged with a canary that is read rightly; how it is read, in
// a test of its own.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

interface Line {
  readonly next: string;
  readonly ran: readonly string[];
  readonly error: string | null;
}

const isBad = (canary: readonly Line[]) => canary.some(({ next, ran, error }) => error !== null || ran.join() !== next);

async function follow(t: TestContext, plan: unknown, fault: string) {
  const { upgrade } = await t.guest.module("upgrade.ts");
  return upgrade(plan, fault, [t.random.id("order"), t.random.id("order")], isBad);
}

const after = ["answer/every-step"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/old-state",
    rule: "a version that fails on old state is found before setup touches the database",
    points: 1,
    after,
    async run(subject, t) {
      const { isTouched, harmed } = await follow(t, await subject.plan, "old-state");
      t.equal({ isTouched, harmed }, { isTouched: false, harmed: 0 }, "an upgrade that fails on old state");
    },
  },
  {
    id: "answer/setup-loses",
    rule: "a setup that loses rows harms no thread, for all is as before in the end",
    points: 1,
    after,
    async run(subject, t) {
      const { isDeployed, harmed } = await follow(t, await subject.plan, "setup-loses");
      t.equal({ isDeployed, harmed }, { isDeployed: false, harmed: 0 }, "an upgrade whose setup loses rows");
    },
  },
  {
    id: "answer/renamed",
    rule: "a version that has renamed a node reaches nobody but the canary, which is put back",
    points: 1,
    after,
    async run(subject, t) {
      const { isDeployed, harmed } = await follow(t, await subject.plan, "renamed");
      t.equal({ isDeployed, harmed }, { isDeployed: false, harmed: 0 }, "an upgrade with a renamed node");
    },
  },
  {
    id: "evidence/canary",
    rule: "mustStop says stop for the canary of every faulty version, and not for that of a good one",
    points: 2,
    async run(subject, t) {
      for (const fault of ["none", "old-state", "renamed", "setup-loses"]) {
        const { canary } = await follow(t, ["backup", "setup", "canary"], fault);
        t.equal(await subject.mustStop(canary), fault !== "none", `whether mustStop stops for the fault: ${fault}`);
      }
    },
  },
];
