// Every claim holds in a page too, and does not where it is not so: those of every third lesson in Chromium, of every
// eighth in Firefox.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readClaims } from "../../src/course/read-claims.node.ts";
import { browserNames, launch, type Browser, type Tab } from "../browsers.ts";
import { REPOSITORY } from "../node-grading.ts";
import { claimsInTab, openHarness, startGradingHarness } from "./grading-harness.ts";
import type { HarnessServer } from "./harness-server.ts";
import { shareFor } from "./share.ts";

const files = await readClaims(REPOSITORY);
let server: HarnessServer;
beforeAll(async () => {
  server = await startGradingHarness([]);
});
afterAll(() => server[Symbol.asyncDispose]());

// The two browsers at once; in each of them one file after another.
describe.concurrent.each(browserNames)("in %s", (browserName) => {
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launch(browserName);
    tab = await browser.newTab();
    await openHarness(tab, server);
  });
  afterAll(() => browser.close());

  test.for(shareFor(browserName, files, { chromium: 4, firefox: 12 }))(
    "$lesson",
    { concurrent: false },
    async ({ file, files }) => {
      const result = await claimsInTab(tab, { file, files });
      if ("problem" in result) throw new Error(result.problem.message);
      expect(result.claims.length).toBeGreaterThan(0);
      for (const { id, holds, seen, otherwise } of result.claims)
        expect({ id, holds, seen, otherwise }).toMatchObject({ id, holds: true, otherwise: { holds: false } });
    },
  );
});
