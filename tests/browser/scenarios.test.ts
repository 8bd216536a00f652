// The scenarios in a guest of each browser, against the same scenarios in Node on the packages as they are installed.
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserNames, launch } from "../browsers.ts";
import { differences, type Observed } from "../scenarios/compare.ts";
import { compileScenarios } from "../scenarios/compile-scenarios.node.ts";
import { observeInNode } from "../scenarios/observe-in-node.node.ts";
import { startHarness, type HarnessServer } from "./harness-server.ts";

let server: HarnessServer;
let truth: Observed;
beforeAll(async () => {
  server = await startHarness();
  truth = await observeInNode("run-native");
});
afterAll(() => server[Symbol.asyncDispose]());

test.each(browserNames)("in a guest of %s, every scenario sees the same as in Node", async (name) => {
  await using browser = await launch(name);
  await using tab = await browser.newTab();
  await tab.goto(server.url);
  await tab.waitFor(() => "forkpoint" in window);
  const { value, trace } = await tab.evaluate(({ job }) => window.forkpoint.runJob(job, 100_000), {
    job: compileScenarios(),
  });
  expect(value, JSON.stringify(trace).slice(0, 2000)).toBeTypeOf("object");
  expect(Object.keys(value as Observed).length).toBeGreaterThanOrEqual(100);
  expect(differences(truth, value as Observed)).toEqual([]);
});
