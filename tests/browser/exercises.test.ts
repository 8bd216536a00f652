// Every exercise judges rightly: what `forkpoint verify` proves in Node, and then the same bytes of report in a page, for a
// solution and a share of the mutants; in Firefox of every third exercise. `FORKPOINT_ALL=1`: for all of them.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findUnfinished } from "../../src/course/find-unfinished.node.ts";
import { readClaimIds } from "../../src/course/read-claims.node.ts";
import { readCourse } from "../../src/course/read-course.node.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { comparableText } from "../../src/grading/report.ts";
import { VERIFY_SEEDS, verifyExercise, type Verified } from "../../src/grading/verify-exercise.ts";
import { ReusedGuests } from "../../src/runtimes/reuse-guests.ts";
import { browserNames, launch, type Browser, type Tab } from "../browsers.ts";
import { FIXTURES } from "../fixture-course.ts";
import { loadTests, nodeRuntime, readFingerprints, readKernel, REPOSITORY } from "../node-grading.ts";
import { checkInTab, maskEngineErrors, openHarness, startGradingHarness, withoutAnswers } from "./grading-harness.ts";
import type { HarnessServer } from "./harness-server.ts";
import { shareFor } from "./share.ts";

const course = await readCourse(REPOSITORY);
const lessons = course.modules.flatMap((module) => module.lessons.map(({ id }) => id));
const own = await Promise.all(course.exercises.map((id) => readExercise(REPOSITORY, id)));
const exercises = [...own, await readExercise(FIXTURES, "tiny-saver")];
type Exercise = (typeof exercises)[number];

const claims = readClaimIds(REPOSITORY);
const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

/** Each once, one after another: the browsers ask for the reports, too. */
const verified = new Map<string, Promise<Verified>>();
let last: Promise<unknown> = Promise.resolve();

function verify(exercise: Exercise): Promise<Verified> {
  const known = verified.get(exercise.id);
  if (known) return known;
  const verifying = last.then(() => verifyInNode(exercise));
  last = verifying.catch(() => undefined);
  verified.set(exercise.id, verifying);
  return verifying;
}

async function verifyInNode(exercise: Exercise): Promise<Verified> {
  await using guests = new ReusedGuests(runtime);
  return await verifyExercise({
    exercise,
    tests: await loadTests(exercise),
    fingerprints: readFingerprints(exercise),
    claims: await claims,
    runtime: guests,
    kernel: readKernel(),
    signal: new AbortController().signal,
  });
}

let server: HarnessServer;
beforeAll(async () => {
  server = await startGradingHarness(exercises);
});
afterAll(() => server[Symbol.asyncDispose]());

test("there are exercises to verify", () => {
  expect(own.length).toBeGreaterThanOrEqual(3);
});

test("the mask takes nothing but the words of engine errors", () => {
  const text = '{"error": "TypeError: x is \\"not\\" it", "error": "MyError: TypeError: x", "what": "a TypeError: b"}';
  expect(maskEngineErrors(text)).toBe(
    '{"error": "‹engine error›", "error": "MyError: TypeError: x", "what": "a TypeError: b"}',
  );
});

// Node and the browsers at once, for each mostly waits; in each of them one exercise after another.
const ONE_BY_ONE = { concurrent: false };

describe.concurrent("in Node", () => {
  test.for(own)("$id judges rightly", ONE_BY_ONE, async (exercise) => {
    expect(await findUnfinished(REPOSITORY, exercise.id)).toEqual([]);
    expect(lessons).toContain(exercise.lesson);
    expect((await verify(exercise)).findings).toEqual([]);
  });
});

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

  // A worker's page has no files and no processes; what needs them is compared where there is a container.
  const forWorkers = exercises.filter(({ needs }) => needs.length === 0);
  test.for(shareFor(browserName, forWorkers, { firefox: 3 }))("$id: the same reports", ONE_BY_ONE, async (exercise) => {
    const right = exercise.solutions.map(({ name, files }) => [name, files] as const);
    const wrong = exercise.mutants.map(({ name, files }) => [`mutant ${name}`, files] as const);
    const apart = shareFor(browserName, right, { chromium: 2, firefox: 2 });
    const together = shareFor(browserName, wrong, { chromium: 6, firefox: 12 });
    const { reports } = await verify(exercise);
    const made = await checkInTab(tab, {
      exercise: withoutAnswers(exercise),
      author: null,
      seed: VERIFY_SEEDS[0],
      fingerprints: readFingerprints(exercise),
      apart: apart.map(([, files]) => files),
      together: together.map(([, files]) => files),
    });
    const names = [...apart, ...together].map(([name]) => name);
    expect(made).toHaveLength(names.length);
    for (const [index, name] of names.entries()) {
      const [here, inNode] = [made[index]!, reports.get(name)!];
      expect(here.made.host).toBe("worker");
      expect({ name, text: mask(comparableText(here)) }).toEqual({ name, text: mask(comparableText(inNode)) });
    }
  });
});
