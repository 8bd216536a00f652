// What a machine offers, told: here for real, and elsewhere by probes that are handed in.
import { expect, test } from "vitest";
import { doctor } from "../../src/cli/doctor.ts";
import { output } from "../../src/cli/terminal.ts";
import type { TierProbe } from "../../src/runtimes/node/tiers.node.ts";
import { run } from "./capture.ts";

const { signal } = new AbortController();

async function toldOf(probes: readonly TierProbe[], json = false) {
  let text = "";
  const stream = { write: (said: string) => (text += said) };
  const code = await doctor({ json, signal }, output({ stdout: stream, stderr: stream, env: {} }), async () => probes);
  return { code, text };
}

const works = (tier: TierProbe["tier"]): TierProbe => ({ tier, works: true, why: "", todo: null });
const fails = (tier: TierProbe["tier"], todo: string | null): TierProbe => ({
  tier,
  works: false,
  why: "no\u001b[31m namespaces",
  todo,
});

test("this machine has tiers that hold, and the strongest is chosen", async () => {
  const { code, stdout } = await run(["doctor", "--json"]);
  const told = JSON.parse(stdout) as { chosen: string; tiers: TierProbe[] };
  expect([code, told.chosen]).toEqual([0, "strong"]);
  expect(told.tiers.map((probe) => [probe.tier, probe.works])).toEqual([
    ["strong", true],
    ["portable", true],
    ["trust-me", true],
  ]);
  expect(told.tiers.map(({ why }) => why)).toEqual([
    "namespaces, permissions and limits",
    "QuickJS in WebAssembly, in a process with permissions",
    "process with permissions",
  ]);
});

test("what does not work is said with its reason and what to do, and the next one is chosen", async () => {
  const { code, text } = await toldOf([fails("strong", "install bubblewrap"), works("portable"), works("trust-me")]);
  expect(code).toBe(0);
  expect(text).toContain("does not work  strong: no");
  expect(text).not.toContain("\u001b");
  expect(text).toContain("To do: install bubblewrap.");
  expect(text).toContain("are graded in the portable tier");
});

test("permissions alone are never chosen", async () => {
  const { code, text } = await toldOf([fails("strong", null), fails("portable", null), works("trust-me")]);
  expect(code).toBe(1);
  expect(text).toContain("cannot be graded here");
  const asData = await toldOf([fails("strong", null), fails("portable", null), works("trust-me")], true);
  expect(JSON.parse(asData.text)).toMatchObject({ chosen: null });
});
