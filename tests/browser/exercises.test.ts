// The same bytes of report in a page as in Node, for a solution and a share of the mutants; in Chromium of every fifth
// exercise, in Firefox of every fifteenth. `FORKPOINT_ALL=1`: of all of them. That the reports are right is proven in
// tests/exercises.test.ts.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCourse } from "../../src/course/read-course.node.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { comparableText } from "../../src/grading/report.ts";
import { browserNames, launch, type Browser, type Tab } from "../browsers.ts";
import { FIXTURES } from "../fixture-course.ts";
import { check, loadTests, nodeRuntime, readFingerprints, REPOSITORY } from "../node-grading.ts";
import { checkInTab, maskEngineErrors, openHarness, startGradingHarness, withoutAnswers } from "./grading-harness.ts";
import type { HarnessServer } from "./harness-server.ts";
import { shareFor } from "./share.ts";

const { exercises: ids } = await readCourse(REPOSITORY);
const all = await Promise.all(ids.map((id) => readExercise(REPOSITORY, id)));
/** A worker's page has no files and no processes: what needs them is in tests/exercises-in-processes.test.ts. */
const own = all.filter(({ needs }) => needs.length === 0);
const exercises = [...own, await readExercise(FIXTURES, "tiny-saver")];
const runtime = nodeRuntime();

let server: HarnessServer;
beforeAll(async () => {
  server = await startGradingHarness(exercises);
});
afterAll(async () => {
  await runtime[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

test("the mask takes nothing but the words of engine errors", () => {
  const text = '{"error": "TypeError: x is \\"not\\" it", "error": "MyError: TypeError: x", "what": "a TypeError: b"}';
  expect(maskEngineErrors(text)).toBe(
    '{"error": "‹engine error›", "error": "MyError: TypeError: x", "what": "a TypeError: b"}',
  );
});

// The browsers at once, for each mostly waits; in each of them one exercise after another.
const ONE_BY_ONE = { concurrent: false };

describe.concurrent.each(browserNames)("in %s", (browserName) => {
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launch(browserName);
    tab = await browser.newTab();
    await openHarness(tab, server);
  });
  afterAll(() => browser.close());
  const mask = browserName === "firefox" ? maskEngineErrors : (text: string) => text;

  test.for(shareFor(browserName, exercises, { chromium: 5, firefox: 15 }))(
    "$id: the same reports",
    ONE_BY_ONE,
    async (exercise) => {
      const right = exercise.solutions.map(({ name, files }) => [name, files] as const);
      const wrong = exercise.mutants.map(({ name, files }) => [`mutant ${name}`, files] as const);
      const apart = shareFor(browserName, right, { chromium: 2, firefox: 2 });
      const together = shareFor(browserName, wrong, { chromium: 6, firefox: 12 });
      const common = {
        exercise,
        author: null,
        seed: "seed",
        fingerprints: readFingerprints(exercise),
      };
      const tests = await loadTests(exercise);
      const made = await checkInTab(tab, {
        ...common,
        exercise: withoutAnswers(exercise),
        apart: apart.map(([, files]) => files),
        together: together.map(([, files]) => files),
      });
      const submissions = [...apart, ...together];
      expect(made).toHaveLength(submissions.length);
      for (const [index, [name, files]] of submissions.entries()) {
        const inNode = await check({ ...common, tests, files, runtime });
        const here = made[index]!;
        expect(here.made.host).toBe("worker");
        expect({ name, text: mask(comparableText(here)) }).toEqual({ name, text: mask(comparableText(inNode)) });
      }
    },
  );
});
