// The runtime contract in both browsers, with the judge in the page and with the judge in a worker behind the relay.
import { explainVerdict } from "@forkpoint/conformance";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserNames, launch, type Browser } from "../browsers.ts";
import { startHarness, type HarnessServer } from "./harness-server.ts";

let server: HarnessServer;
beforeAll(async () => {
  server = await startHarness();
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each(browserNames)("in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(name);
  });
  afterAll(() => browser.close());

  test("the worker runtime keeps the contract, asked by the page", async () => {
    await using tab = await browser.newTab();
    await tab.goto(server.url);
    await tab.waitFor(() => "forkpoint" in window);
    const results = await tab.evaluate(() => window.forkpoint.inPage());
    expect(failures(results)).toEqual([]);
  });

  test("the worker runtime keeps the contract, asked by a judge worker", async () => {
    await using tab = await browser.newTab();
    await tab.goto(server.url);
    await tab.waitFor(() => "forkpoint" in window);
    const results = await tab.evaluate(() => window.forkpoint.inJudge({ do: "contract" }));
    expect(failures(results)).toEqual([]);
  });

  test("a frame made from text works on a page without a policy", async () => {
    await using tab = await browser.newTab();
    await tab.goto(server.looseUrl);
    await tab.waitFor(() => "forkpoint" in window);
    const results = await tab.evaluate(() => window.forkpoint.inPage(["job/graph", "restart/keeps-what-was-stored"]));
    expect(results.length).toBe(2);
    expect(failures(results)).toEqual([]);
  });
});

function failures(results: readonly { id: string; verdict: any }[]): string[] {
  expect(results.length).toBeGreaterThan(0);
  return results
    .filter(({ verdict }) => verdict.status !== "passed")
    .map(({ id, verdict }) => `${id}: ${explainVerdict(verdict)}`);
}
