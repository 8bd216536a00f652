// The corpus of tests/cheats against the worker runtime, a share of it in each browser: the same committed reports as in Node.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { browserNames, launch, type Browser } from "../browsers.ts";
import { comparedText, expectedText, readCorpus } from "../cheats/read-corpus.ts";
import { FIXTURES } from "../fixture-course.ts";
import { checkInTab, maskEngineErrors, openHarness, startGradingHarness, withoutAnswers } from "./grading-harness.ts";
import type { HarnessServer } from "./harness-server.ts";
import { shareFor } from "./share.ts";

const corpus = readCorpus();
const exercise = await readExercise(FIXTURES, "tiny-saver");
const BOUND_MS = exercise.limits.totalMs + 20_000;

let server: HarnessServer;
beforeAll(async () => {
  server = await startGradingHarness([exercise]);
});
afterAll(() => server[Symbol.asyncDispose]());

// The two browsers at once, for each mostly waits; in each of them one test after another.
const ONE_BY_ONE = { concurrent: false };
describe.concurrent.each(browserNames)("in %s", (browserName) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(browserName);
  });
  afterAll(() => browser.close());
  const mask = browserName === "firefox" ? maskEngineErrors : (text: string) => text;

  async function checkInBrowser(source: string) {
    await using tab = await browser.newTab();
    await openHarness(tab, server);
    const started = performance.now();
    const files = { "saver.ts": source };
    const about = { exercise: withoutAnswers(exercise), author: null, seed: "seed", fingerprints: [] };
    const [report] = await checkInTab(tab, { ...about, apart: [files], together: [] });
    return { report: report!, ms: performance.now() - started };
  }

  test.for(shareFor(browserName, corpus, { chromium: 7, firefox: 21 }))(
    "$name: no points, in time, with its committed report",
    ONE_BY_ONE,
    async (cheat) => {
      const { report, ms } = await checkInBrowser(cheat.source);
      expect(ms).toBeLessThan(BOUND_MS);
      expect(report.score).toEqual({ earned: 0, possible: 12 });
      const now = comparedText(cheat, report);
      expect(mask(now)).toBe(mask(expectedText(cheat)));
    },
  );

  test("control: an honest solution earns everything", ONE_BY_ONE, async () => {
    const { report } = await checkInBrowser(exercise.solutions[0]!.files["saver.ts"]!);
    expect(report.score).toEqual({ earned: 12, possible: 12 });
  });
});
