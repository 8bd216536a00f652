// The runtime contract in both browsers, with the judge in the page and with the judge in a worker behind the relay.
import { explainVerdict } from "@forkpoint/conformance";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserNames, launch, type Browser } from "../browsers.ts";
import { startHarness, type HarnessServer } from "./harness-server.ts";

/** What the relay has a part in; all else is the same code as in the page. */
const THROUGH_THE_RELAY = [
  "job/graph",
  "job/second-job",
  "job/parallel",
  "restart/keeps-what-was-stored",
  "restart/busy",
  "replace/empty",
  "console/flood",
  "console/late",
  "kill/tells-who-waits",
  "kill/outcome",
  "crash/process-exit",
  "crash/exit-at-import",
  "time-out/sync-loop",
  "time-out/microtask-loop",
  "abort/before",
  "abort/during",
  "abort/after",
];

let server: HarnessServer;
beforeAll(async () => {
  server = await startHarness();
});
afterAll(() => server[Symbol.asyncDispose]());

// The two browsers at once, for each mostly waits; in each of them one test after another.
const ONE_BY_ONE = { concurrent: false };
describe.concurrent.each(browserNames)("in %s", (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(name);
  });
  afterAll(() => browser.close());

  test("the worker runtime keeps the contract, asked by the page", ONE_BY_ONE, async () => {
    await using tab = await browser.newTab();
    await tab.goto(server.url);
    await tab.waitFor(() => "forkpoint" in window);
    const results = await tab.evaluate(() => window.forkpoint.inPage());
    expect(failures(results)).toEqual([]);
  });

  test("the worker runtime keeps the contract, asked by a judge worker", ONE_BY_ONE, async () => {
    await using tab = await browser.newTab();
    await tab.goto(server.url);
    await tab.waitFor(() => "forkpoint" in window);
    const results = await tab.evaluate(
      (ids: string[]) => window.forkpoint.inJudge({ do: "contract", ids }),
      THROUGH_THE_RELAY,
    );
    expect(results.length).toBe(THROUGH_THE_RELAY.length);
    expect(failures(results)).toEqual([]);
  });

  test("a frame that is lost is noticed and replaced", ONE_BY_ONE, async () => {
    await using tab = await browser.newTab();
    await tab.goto(server.url);
    await tab.waitFor(() => "forkpoint" in window);
    expect(await tab.evaluate(() => window.forkpoint.loseFrame())).toEqual({
      call: "PORT_CLOSED",
      ended: { ended: "crashed", message: "the page's sandbox ran out of memory or stopped answering" },
      next: 1,
      frames: 1,
    });
  });

  test("a frame made from text works on a page without a policy", ONE_BY_ONE, async () => {
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
