// The scenarios on the kernel against the same scenarios on the packages as they are installed, in Node.
import { beforeAll, expect, test } from "vitest";
import { buildVendor } from "../../src/compile/build-vendor.node.ts";
import { NodeRuntime } from "../../src/runtimes/node/node-runtime.node.ts";
import { openTier } from "../../src/runtimes/node/tiers.node.ts";
import { differences, type Observed } from "./compare.ts";
import { compileScenarios } from "./compile-scenarios.node.ts";
import { observeInNode } from "./observe-in-node.node.ts";

let truth: Observed;
beforeAll(async () => {
  await buildVendor();
  truth = await observeInNode("run-native");
});

test("there are scenarios enough, and none waits for ever", () => {
  expect(Object.keys(truth).length).toBeGreaterThanOrEqual(100);
  expect(Object.values(truth)).not.toContain("never ended");
});

test("compiled and on the kernel, every scenario sees the same", async () => {
  expect(differences(truth, await observeInNode("run-on-kernel"))).toEqual([]);
});

test("in a guest process, every scenario sees the same", async () => {
  await using runtime = new NodeRuntime({ spares: 0 });
  await using guest = await runtime.open(compileScenarios(), new AbortController().signal);
  const main = (await guest.root.module("main.ts")) as { run(): Promise<Observed> };
  expect(differences(truth, await main.run())).toEqual([]);
});

test("in a language machine, every scenario sees the same", async () => {
  await using runtime = openTier("portable", { spares: 0 });
  await using guest = await runtime.open(compileScenarios(), new AbortController().signal);
  const main = (await guest.root.module("main.ts")) as { run(): Promise<Observed> };
  expect(differences(truth, await main.run())).toEqual([]);
});

test("without the context a good part differs, so the comparison can fail", async () => {
  const without = await observeInNode("run-on-kernel", "without-context");
  expect(Object.keys(without)).toEqual(Object.keys(truth));
  expect(differences(truth, without).length).toBeGreaterThan(50);
});
